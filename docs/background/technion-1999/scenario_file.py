"""The fitted model as a scenario of Counterless: numbers rounded to three digits, the command that made them beside them."""
import statistics

import fit

SOURCE = "fitted: docs/background/technion-1999/fit.py on the calls of August 1999 (A. Mandelbaum and I. Guedj, Technion)"
DAYS_OF = {"working": ("sun", "mon", "tue", "wed", "thu"), "friday": ("fri",), "saturday": ("sat",)}
HEAD_START_S = 90
NAMES = {"regular_high": "Regular customers of high priority", "regular": "Regular customers", "prospective": "Prospective customers",
         "stock": "Stock exchange", "internet": "Internet support"}


def digits(value, count=3):
    return f"{float(f'{value:.{count}g}'):g}"


def clock(slot):
    return f"{slot // 2:02d}:{30 * (slot % 2):02d}"


def quoted(words):
    return "[" + ", ".join(f'"{w}"' for w in words) + "]"


# ---- arrivals -----------------------------------------------------------------------------------------------------------------
def calls_per_hour(arrivals, in_menu, kind):
    """Of a day at factor 1: the mean over its weekdays of the level at wave factor 1, by half-hour, menu leavers included."""
    level = statistics.mean(arrivals["wave"]["level"][w] for w in DAYS_OF[kind])
    rates = [2 * level * share * in_menu for share in arrivals["shape"][kind]]
    open_rates = [r if slot >= 13 and r >= 0.5 else 0 for slot, r in enumerate(rates)]
    return [r * sum(rates) / sum(open_rates) for r in open_rates]  # the few calls of the night come in the day


def row_of_48(rates):
    text = [digits(r / 100) for r in rates]
    return "[" + ",\n          ".join(", ".join(text[i : i + 16]) for i in (0, 16, 32)) + "]"


def stream(arrivals, in_menu):
    wave = arrivals["wave"]
    mean = statistics.mean(wave["level"][w] for w in DAYS_OF["working"])
    weekdays = ", ".join(f'"{w}": {digits(wave["level"][w] / mean)}' for w in DAYS_OF["working"])
    shift = (wave["peak"] - wave["period"] / 4) % wave["period"]
    return f'''      "calls": {{
        "to": "bank",
        // Calls an hour in hundreds, from midnight; opening is about 07:00 to 24:00, Friday to 14:00, Saturday from 21:00.
        "rate": {{ "base": "100 / h",
          "by_half_hour": {row_of_48(calls_per_hour(arrivals, in_menu, "working"))},
          "by_weekday_and_half_hour": {{
            "fri": {row_of_48(calls_per_hour(arrivals, in_menu, "friday"))},
            "sat": {row_of_48(calls_per_hour(arrivals, in_menu, "saturday"))} }},
          "by_weekday": {{ {weekdays} }} }},
        // Over the month the calls fell by a third: part of a slow wave with its peak {-wave["peak"]} days before 1 August; its period is assumed.
        "wave": {{ "amplitude": {digits(wave["amplitude"])}, "period": "{wave["period"]} d", "shift": "{shift:g} d" }},
        "day_factor": {{ "cv": {digits(wave["cv"], 2)} }}
      }}'''


# ---- laws ---------------------------------------------------------------------------------------------------------------------
def service_law(f):
    """A few short calls, the others lognormal."""
    short = round(f["short"], 3)
    return (f'{{"law": "mixture", "parts": [{{"share": {short:g}, "of": {{"law": "uniform", "low": "0 s", "high": "10 s"}}}},\n'
            f'              {{"share": {1 - short:.3g}, "of": {{"law": "lognormal", "mean": "{digits(f["long_mean_s"])} s", '
            f'"cv": {digits(f["long_cv"])}}}}}]}}')


def patience_law(phases):
    share, first_s, second_s = round(phases[0], 3), *phases[1:]
    return (f'{{"law": "hyperexponential", "shares": [{share:g}, {1 - share:.3g}], '
            f'"means": ["{digits(first_s)} s", "{digits(second_s)} s"]}}')


def classes(calls):
    laws, rows = fit.services(calls), []
    for name in fit.CLASSES:
        patience = fit.fit_patience([c for c in calls if c.klass == name])["phases"]
        priority = HEAD_START_S if name in ("regular_high", "stock") else 0
        own = "" if name.startswith("regular") else f',\n            "service": {service_law(laws[name])}'
        rows.append(f'''          "{name}": {{ "priority": {priority}, "growth": "1 / s",
            "patience": {patience_law(patience)}{own} }}''')
    return ",\n".join(rows)


# ---- staff --------------------------------------------------------------------------------------------------------------------
def means(duty):
    """Each kind of day: its weekdays, and the mean staff by half-hour."""
    for kind, names in DAYS_OF.items():
        yield names, fit.mean_staff(duty, [d for d in range(fit.DAYS) if fit.day_type(d) == kind])


def shift_rows(names, rows):
    return [f'            {{"days": {quoted(names)}, "from": "{clock(begin)}", "until": "{clock(end % 48)}", "agents": {agents}}}'
            for begin, end, agents in rows]


def hall_shifts(duty, absence):
    return ",\n".join(",\n".join(shift_rows(names, fit.shifts(mean, absence))) for names, mean in means(duty))


def room_shifts(duty):
    rows = []
    for names, mean in means(duty):
        agents = fit.one_agent(mean)
        if 1 in agents:
            rows += shift_rows(names, [(agents.index(1), agents.index(1) + sum(agents), 1)])
    return ",\n".join(rows)


def pools(calls):
    hall, room = fit.fit_both_pools(calls)
    after, absence = fit.after_service(calls), round(fit.fit_absence(hall), 2)
    after_law = f'{{"law": "lognormal", "mean": "{digits(after["mean_s"])} s", "cv": {digits(after["cv"])}}}'
    return f'''        "staff": {{
          "hall": {{ "after_service": {after_law}, "absence": {digits(absence, 2)}, "end_of_shift": "hand_over", "shifts": [
{hall_shifts(hall, absence)} ] }},
          // In another room, for internet support alone; on few days before the 19th, so one agent for a part of each day.
          "room": {{ "after_service": {after_law},
            "skills": {{ "internet": {{ "service": {service_law(fit.services(calls)["internet_room"])} }} }}, "shifts": [
{room_shifts(room)} ] }}
        }}'''


# ---- the whole ----------------------------------------------------------------------------------------------------------------
def routes(calls, left_in_menu):
    """From the menu: away, or to the agents as one of the classes; shares to four digits that sum to 1."""
    out = round(left_in_menu / (len(calls) + left_in_menu), 4)
    shares = {k: round((1 - out) * v, 4) for k, v in fit.class_shares(calls).items()}
    shares["regular"] = round(1 - out - sum(v for k, v in shares.items() if k != "regular"), 4)
    rows = [f'          {{"to": "out", "share": {out:g}}}']
    rows += [f'          {{"to": "agents", "share": {v:g}, "becomes": "{k}"}}' for k, v in shares.items()]
    return ",\n".join(rows)


def text(calls, left_in_menu, menu_s):
    arrivals = fit.fit_arrivals(calls)
    waits = [c.wait_s for c in calls if c.served]
    names = ",\n      ".join(f'"{k}": {{"name": "{v}"}}' for k, v in NAMES.items())
    return f'''// The call centre of a bank in August 1999, as fitted to its records of calls; the page that tells how, and how well it fits, is
// docs/background/technion-1999/technion-1999.md. Written by docs/background/technion-1999/fit.py; every number is fitted unless a
// comment says otherwise. The records themselves carry no licence and are not here.
{{
  "$schema": "../../docs/reference/scenario.schema.json",
  "name": "Calls of a bank, August 1999",
  "description": "One month of a bank's call centre: a menu, five classes of callers, a hall of agents and a room for internet support. Fitted to the records of each call.",
  "calendar": {{ "start": "1999-08-01", "end": "1999-08-31" }},  // no opening hours: the arrivals and the shifts have theirs
  "customers": {{
    "classes": {{
      {names} }}
  }},
  "demand": {{
    "source": "{SOURCE}",
    "streams": {{
{stream(arrivals, 1 + left_in_menu / len(calls))}
    }}
  }},
  "centres": {{ "bank": {{
    "source": "{SOURCE}",
    "stations": {{
      "menu": {{
        "agents": "unlimited", "service": {{"law": "exponential", "mean": "{digits(menu_s)} s"}},
        // Priority was recorded only for those who waited; their split of the regular is taken for all.
        "next": [
{routes(calls, left_in_menu)} ]
      }},
      "agents": {{
        // The line goes by time in queue; high priority begins with {HEAD_START_S} s of it (so the bank's rule). In the stock exchange
        // 80 of 100 had it: here all.
        "line": {{ "between": "accumulating" }}, "choice": "least_skilled",
        // Service: calls under 10 s apart, those over an hour left out. Patience: two phases, fitted to waits ended by service or not.
        "service": {service_law(fit.services(calls)["regular"])},
        "classes": {{
{classes(calls)} }},
        // Agents, inferred from who was active: the mean of the month's days of that kind is what absence leaves of the shifts, and
        // absence makes days as unlike as they were. Shifts of two hours are a way to say this: nobody went home then, so who is being
        // served is handed over; to finish would be agents twice. After service: what passes until the next call while people wait.
{pools(calls)}
      }}
    }} }} }},
  "reported": {{
    "abandonment": {{ "name": "Gave up in line", "measure": "abandonment", "of": "centre/bank/agents", "value": {digits(1 - len(waits) / len(calls))} }},
    "wait": {{ "name": "Mean wait of the served", "measure": "wait_mean", "of": "centre/bank/agents", "value": {digits(statistics.mean(waits))} }}
  }},
  "study": {{ "replications": 40, "seed": 1999, "series": "typical_day" }}
}}
'''
