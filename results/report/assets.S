/* results/report/assets.S: the packed files of the report as bytes of the program. results/report/assets.cmake makes the files and tells
   the assembler where they lie. */
    .section .rodata
    .macro asset name, file
    .global counterless_report_\name
    .global counterless_report_\name\()_end
counterless_report_\name:
    .incbin "\file"
counterless_report_\name\()_end:
    .byte 0
    .endm

    asset css, "page.css"
    asset js, "page.js"
    asset notices, "notices.txt"

    .section .note.GNU-stack, "", %progbits
