"""The figures of technion-1999.md, as fit.py prints them: nothing is fitted here."""
import collections
import math
import statistics

import fit


def show_observed(calls, left_in_menu, menu_s):
    served = [c.wait_s for c in calls if c.served]
    print(f"calls {len(calls) + left_in_menu}: left in the menu {left_in_menu}, mean time in the menu {menu_s:.1f} s")
    print(f"reached the line {len(calls)}, served {len(served)}, "
          f"gone {len(calls) - len(served)} = {100 * (1 - len(served) / len(calls)):.1f} %")
    print(f"wait of the served {statistics.mean(served):.1f} s, of all {statistics.mean(c.wait_s for c in calls):.1f} s; "
          f"waited {100 * sum(w > 0 for w in served) / len(served):.1f} %")
    for first, last in ((1, 7), (8, 14), (15, 21), (22, 28), (29, 31), (1, 14), (15, 31)):
        some = [c for c in calls if first <= c.day + 1 <= last]
        print(f"  {first}-{last} August: {len(some)} calls, abandonment {100 * sum(not c.served for c in some) / len(some):.1f} %, "
              f"wait of the served {statistics.mean(c.wait_s for c in some if c.served):.1f} s")
    for kind in ("regular", "prospective", "stock", "internet"):
        some = [c for c in calls if c.kind == kind]
        print(f"  {kind}: {100 * len(some) / len(calls):.1f} % of calls, abandonment "
              f"{100 * sum(not c.served for c in some) / len(some):.1f} %, wait of the served "
              f"{statistics.mean(c.wait_s for c in some if c.served):.1f} s")
    for klass in fit.CLASSES[:3]:
        waits = [c.wait_s for c in calls if c.klass == klass and c.served and c.wait_s > 0]
        print(f"  {klass}: who waited and was served had waited {statistics.mean(waits):.0f} s")


def show_arrivals(arrivals, shares):
    print("\narrivals: calls a day in a mean week", {k: round(v) for k, v in arrivals["level"].items()})
    print("  factor of the weeks from 1, 8, 15, 22, 29 August", [round(v, 3) for v in arrivals["factor"].values()])
    print(f"  counts of days about weekday x week: variance {arrivals['dispersion']:.1f} times Poisson")
    wave = arrivals["wave"]
    print(f"  weekday x wave: amplitude {wave['amplitude']}, period {wave['period']} d, peak on day {wave['peak']}: factor "
          f"{wave['wave'][0]:.3f} on 1 August, {wave['wave'][-1]:.3f} on the 31st; variance {wave['dispersion']:.1f} times Poisson, "
          f"so a gamma factor of the day with cv {wave['cv']:.3f} ({wave['cv_interval'][0]:.3f} to {wave['cv_interval'][1]:.3f})")
    print("  its calls a day at factor 1", {k: round(v) for k, v in wave["level"].items()})
    print(f"  counts of half-hours given the day's: variance {arrivals['dispersion_in_day']:.2f} times Poisson")
    print("  shares of classes", {k: round(v, 3) for k, v in shares.items()})


def show_services(laws):
    print("\nservice: n, mean s, cv | under 10 s | the rest: mean s, cv | lognormal: log mean, log sd, mean s, cv, distance of Kolmogorov")
    for name, f in laws.items():
        print(f"  {name:14s} {f['n']:6d} {f['mean_s']:6.1f} ± {f['half_s']:4.1f} {f['cv']:5.2f} | {100 * f['short']:4.1f} % | "
              f"{f['long_mean_s']:6.1f} {f['long_cv']:5.2f} | {f['log_mean']:5.2f} {f['log_sd']:5.2f} {f['law_mean_s']:6.1f} "
              f"{f['law_cv']:5.2f} {f['distance']:6.3f}")


def show_service_by_wait(calls):
    text = []
    for words, low, high in (("not", 0, 0), ("1-90 s", 1, 90), ("91-180 s", 91, 180), ("over 180 s", 181, fit.DAY_S)):
        f = fit.fit_service([c.service_s for c in calls if c.served and c.kind == "regular" and low <= c.wait_s <= high])
        text.append(f"{words} {f['mean_s']:.0f} ± {f['half_s']:.0f} s")
    print("  mean service of the regular who waited:", ", ".join(text))


def show_patience(calls):
    print("\npatience: waited, gone, mean s if exponential | two phases: share, mean s, mean s | still willing after 60, 120, 300, 600 s:")
    print("  Kaplan-Meier, two phases, exponential")
    for name in fit.CLASSES + ("all",):
        f = fit.fit_patience([c for c in calls if name in (c.klass, "all")])
        share, first_s, second_s = f["phases"]
        points = []
        for t in (60, 120, 300, 600):
            seen, half = fit.willing_after(f["steps"], t)
            two = share * math.exp(-t / first_s) + (1 - share) * math.exp(-t / second_s)
            points.append(f"{seen:.3f} ± {half:.3f} {two:.3f} {math.exp(-t / f['mean_s']):.3f}")
        print(f"  {name:12s} {f['n']:5d} {f['gone']:5d} {f['mean_s']:4.0f} ± {f['half_s']:3.0f} | {share:.3f} {first_s:5.1f} "
              f"{second_s:6.0f} | {' | '.join(points)}")
    waits = fit.fit_patience(calls)["waits"]
    text = [f"{a}-{b} s {fit.hazard_per_min(waits, a, b)[0]:.3f} ± {fit.hazard_per_min(waits, a, b)[1]:.3f}"
            for a, b in ((0, 10), (10, 20), (20, 50), (50, 60), (60, 70), (70, 90), (90, 180), (180, 600), (600, 1200))]
    print("  leave a minute of waiting, all:", ", ".join(text))


def show_staff(calls):
    hall, room = fit.fit_both_pools(calls)
    inside = fit.internet_room(calls)
    busy = sum(min(c.service_s, fit.SERVICE_S_MAX) for c in calls if c.served) / 3600
    after = fit.after_service(calls)
    print(f"\nbetween two calls while people wait: {after['n']} gaps, {100 * after['kept']:.1f} % up to {fit.WAITED_S_MAX} s: of these the "
          f"median is {after['median_s']:.0f} s, the mean {after['mean_s']:.1f} s, the cv {after['cv']:.2f}")
    print(f"staff: agent-hours on duty: hall {sum(map(sum, hall)) / 2:.0f}, internet room {sum(map(sum, room)) / 2:.0f}; "
          f"serving {busy:.0f}; agents of the room {sorted(inside)}")
    noon = [hall[d][24] for d in range(fit.DAYS) if fit.day_type(d) == "working"]
    print(f"  hall 12:00-12:30 on working days: from {min(noon):.1f} to {max(noon):.1f}, mean {statistics.mean(noon):.1f}, "
          f"standard deviation {statistics.stdev(noon):.1f}; room from the 19th on: {sum(map(sum, room[18:])) / 2:.0f} hours")
    print(f"  variance over mean of the agents in the hall on working days: of half-hours {fit.fit_absence(hall, 1):.2f}, of two hours "
          f"{fit.fit_absence(hall):.2f}; correlation with the calls of the half-hour {fit.staff_follows_calls(calls, hall):.2f}")
    all_calls = collections.Counter(c.agent for c in calls if c.served)
    by_kind = collections.Counter((c.agent, c.kind) for c in calls if c.served)
    large = [a for a in all_calls if a and a not in inside and all_calls[a] >= 300]
    few = {kind: sum(by_kind[a, kind] < share * all_calls[a] for a in large) for kind, share in (("prospective", 0.03), ("internet", 0.02))}
    print(f"  agents of the hall with 300 calls or more: {len(large)}; prospective are under 3 % of the calls of {few['prospective']}, "
          f"internet under 2 % of {few['internet']}")
    for first, last in ((1, 14), (15, 31)):
        mean = fit.mean_staff(hall, [d for d in range(first - 1, last) if fit.day_type(d) == "working"])
        print(f"  hall, agent-hours of a working day, {first}-{last} August: until 16:00 {sum(mean[:32]) / 2:.1f}, 16:00-19:00 "
              f"{sum(mean[32:38]) / 2:.1f}, from 19:00 {sum(mean[38:]) / 2:.1f}")
    for longest in (30, 120):
        other = fit.fit_staff(calls, lambda c: c.agent not in inside, lambda c: c.kind != "internet", longest)
        print(f"  hall if a gap counts in which people waited up to {longest} s: {sum(map(sum, other)) / 2:.0f}")
    for first, last in ((1, 14), (15, 31)):
        for kind in ("working", "friday", "saturday"):
            days = [d for d in range(first - 1, last) if fit.day_type(d) == kind]
            for name, duty in (("hall", hall), ("room", room)):
                print(f"  {first}-{last} August, {kind} days, {name}, from 06:30:",
                      " ".join(f"{v:.1f}" for v in fit.mean_staff(duty, days)[13:]))


def show_all(calls, left_in_menu, menu_s):
    show_observed(calls, left_in_menu, menu_s)
    show_arrivals(fit.fit_arrivals(calls), fit.class_shares(calls))
    show_services(fit.services(calls))
    show_service_by_wait(calls)
    show_patience(calls)
    show_staff(calls)
