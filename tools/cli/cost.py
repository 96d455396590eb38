"""`fingerpost cost`: what this stack costs a year, or one that is planned, with the arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

import typer
import urllib3

from tools.cli.checks import now
from tools.cli.costing.check import compared, published
from tools.cli.costing.plan import LEDGER_YEARS, Habits, Plan, PlannedBill
from tools.cli.costing.prices import BillLine, Prices, price_table
from tools.cli.costing.stack_use import NOT_MEASURED, StackBill
from tools.cli.costing.units import measured
from tools.cli.exits import Exit, Trouble
from tools.cli.session import Session

_COLUMNS = ("line", "a_year", "quantity", "unit", "price", "because")
_DEAREST = 3


def cost(
    context: typer.Context,
    children: Annotated[int, typer.Option(min=0, help="of a plan: how many the index holds")] = 0,
    practitioners: Annotated[int, typer.Option(min=0, help="of a plan: how many may ask")] = 0,
    asks_a_day: Annotated[int, typer.Option(min=0, help="of a plan")] = 0,
    year: Annotated[int, typer.Option(min=1, help="of its life; the ledger grows")] = LEDGER_YEARS + 1,
    recordings: Annotated[float, typer.Option(min=0, help="for each ask")] = Habits.recordings,
    notices: Annotated[float, typer.Option(min=0, help="for each recording")] = Habits.notices,
    days: Annotated[int, typer.Option(min=1, max=400, help="of a stack: how far back to look")] = 28,
    pound: Annotated[float | None, typer.Option(min=0.01, help="dollars a pound")] = None,
    check_prices: Annotated[bool, typer.Option("--check-prices", help="compare with AWS's list")] = False,
) -> None:
    """What a deployment costs in a year, line by line, and which lines are the dearest.

    With --children, --practitioners and --asks-a-day: of a plan, from measured units. Without: of this stack,
    from what CloudWatch counted.
    """
    session, prices = Session.of(context), price_table()
    if pound:
        prices = replace(prices, dollars_a_pound=pound)
    if check_prices:
        return _check(session, prices)
    if asks_a_day or children or practitioners:
        plan = Plan(children, practitioners, asks_a_day, year, Habits(recordings, notices))
        return _planned(session, prices, plan)
    bill = StackBill(session.deployment, prices, now(), days)
    _show(session, prices, bill.lines())
    session.screen.say(f"A year like the last {days} days. {NOT_MEASURED}")
    return None


def _planned(session: Session, prices: Prices, plan: Plan) -> None:
    units = measured()
    _show(session, prices, PlannedBill(plan, units, prices).lines())
    habits = ", ".join(f"{name.replace('_', ' ')} {value:g}" for name, value in vars(plan.habits).items())
    session.screen.say(
        f"Year {plan.year} of {plan.children:,} children, {plan.practitioners:,} practitioners,"
    )
    session.screen.say(f"{plan.asks_a_day:,} asks a day. Units measured on {units.measured_on}.")
    session.screen.say(f"Assumed, for each ask unless said: {habits}.")


def _show(session: Session, prices: Prices, lines: Sequence[BillLine]) -> None:
    total = sum(line.dollars for line in lines)
    if session.screen.as_json:
        return session.screen.document(_document(prices, lines, total))
    session.screen.rows([_row(line) for line in lines], _COLUMNS)
    pounds = total / prices.dollars_a_pound
    session.screen.say(f"{total:,.0f} dollars a year, {pounds:,.0f} pounds at {prices.dollars_a_pound:g}.")
    dearest = ", ".join(f"{line.name} ({line.dollars / total:.0%})" for line in lines[:_DEAREST] if total)
    session.screen.say(f"The dearest: {dearest or 'nothing was used'}.")
    session.screen.say(f"Prices of {prices.region}, list, before tax, no free tier, of {prices.dated}.")
    session.screen.warn(f"Worked out, not read from a price list: {', '.join(prices.derived)}.")
    return None


def _row(line: BillLine) -> dict[str, str]:
    price = line.price
    return {
        "line": line.name,
        "a_year": f"${line.dollars:,.0f}",
        "quantity": f"{line.quantity:,.0f}",
        "unit": price.unit,
        "price": f"${price.dollars:g}" + (f" / {price.per:,}" if price.per > 1 else ""),
        "because": line.because,
    }


def _document(prices: Prices, lines: Sequence[BillLine], total: float) -> dict[str, object]:
    rows = [
        {
            "line": line.name,
            "dollars": round(line.dollars, 2),
            "quantity": round(line.quantity, 2),
            "unit": line.price.unit,
            "price": line.price.dollars,
            "per": line.price.per,
            "because": line.because,
        }
        for line in lines
    ]
    pounds = round(total / prices.dollars_a_pound, 2)
    return {"dollars": round(total, 2), "pounds": pounds, "prices_of": prices.dated, "lines": rows}


def _check(session: Session, prices: Prices) -> None:
    """Every price beside AWS's own. Raises Trouble where one differs, or the list cannot be read."""
    try:
        found = list(compared(prices, published))
    except urllib3.exceptions.HTTPError as fault:
        why = f"AWS's price list cannot be read ({type(fault).__name__})."
        raise Trouble(why, "It is public: try from a machine that reaches the internet.") from fault
    rows = [
        {
            "price": one.price.key,
            "ours": one.price.dollars / one.price.per,
            "listed": one.listed,
            "agrees": one.agrees,
        }
        for one in found
    ]
    session.screen.rows(rows, ("price", "ours", "listed", "agrees"))
    if wrong := [one.price.key for one in found if not one.agrees]:
        what = f"Not as in the list: {', '.join(wrong)}."
        raise Trouble(what, "Correct tools/cli/costing/prices.json and its date.", Exit.FAULT_FOUND)
    session.screen.say("Every price is as in AWS's list.")
