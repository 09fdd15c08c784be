"""What `derive.py` makes of purchases that are made up to tell."""

import io
import json
import tempfile
import unittest
from contextlib import redirect_stderr
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import derive
from derive import Product, Purchase

MILK, BREAD, SOAP, COUPON = 1, 2, 3, 4
PRODUCTS = {
    MILK: Product("GROCERY", "MILK"),
    BREAD: Product("PASTRY", "BREAD"),
    SOAP: Product("DRUG GM", "SOAP"),
    COUPON: Product("GROCERY", "COUPON/MISC ITEMS"),
}
NOON = datetime(2017, 1, 4, 17, 0)


def bought(product=MILK, week=0, **but):
    """A purchase on a Wednesday noon of New York."""
    usual = dict(household=7, store=30, basket=week, product=product, quantity=1, shelf_cents=100)
    return Purchase(**{**usual, "at": NOON + timedelta(weeks=week), **but})


def made(purchases):
    """The header, the products by id and the households by id."""
    header, *lines = derive.derive(purchases, PRODUCTS)
    of = lambda kind: {line["id"]: line for line in lines if line["kind"] == kind}  # noqa: E731
    return header, of("product"), of("household")


class Weeks(unittest.TestCase):
    def test_a_week_begins_on_monday_at_midnight_in_new_york(self):
        for at, monday in [
            (datetime(2017, 1, 2, 4, 59, 59), date(2016, 12, 26)),  # winter: 5 hours behind
            (datetime(2017, 1, 2, 5, 0), date(2017, 1, 2)),
            (datetime(2017, 3, 13, 3, 59), date(2017, 3, 6)),  # summer time since Sunday
            (datetime(2017, 3, 13, 4, 0), date(2017, 3, 13)),
            (datetime(2017, 11, 6, 4, 59), date(2017, 10, 30)),  # winter since Sunday
            (datetime(2017, 11, 6, 5, 0), date(2017, 11, 6)),
        ]:
            self.assertEqual(derive.monday(at), monday, at)

    def test_active_weeks_are_counted_from_the_first_of_all(self):
        other = bought(week=-1, household=8)
        header, _, households = made([other, bought(week=0), bought(week=3), bought(week=3)])
        self.assertEqual(households["7"]["active"], [1, 4])
        self.assertEqual((header["first_week"], header["weeks"]), ("2016-12-26", 5))


class Households(unittest.TestCase):
    def test_only_food_counts(self):
        not_food = [bought(SOAP, week=1), bought(COUPON, week=2), bought(99, week=3)]
        nothing = [bought(week=4, quantity=0), bought(week=5, quantity=-1)]
        _, _, households = made([bought(week=0), *not_food, *nothing])
        self.assertEqual(households["7"]["active"], [0])

    def test_the_hub_has_most_baskets_and_of_equal_ones_the_lowest_id(self):
        one = [bought(store=40, basket=1), bought(store=40, basket=1), bought(store=30, basket=2)]
        self.assertEqual(made(one)[2]["7"]["hub"], "30")
        two = [*one, bought(store=40, basket=3)]
        self.assertEqual(made(two)[2]["7"]["hub"], "40")

    def test_twelve_weeks_make_a_standing_order(self):
        eleven = [bought(week=week) for week in range(11)]
        self.assertEqual(made(eleven)[2]["7"]["lines"], [])
        twelve = [*eleven, bought(week=20)]
        self.assertEqual(made(twelve)[2]["7"]["lines"], [{"product": "1", "quantity": 1}])

    def test_its_lines_are_bought_in_half_of_the_weeks(self):
        weeks = [bought(week=week) for week in range(13)]
        six = [bought(BREAD, week=week) for week in range(6)]
        products = lambda all: [line["product"] for line in made(all)[2]["7"]["lines"]]  # noqa: E731
        self.assertEqual(products(weeks + six), ["1"])
        self.assertEqual(products(weeks + six + [bought(BREAD, week=6)]), ["1", "2"])
        self.assertEqual(products(weeks[:12] + six), ["1", "2"])

    def test_a_quantity_is_the_lower_median_of_the_weeks_that_have_it(self):
        weeks = [bought(week=week, quantity=1 + week % 4) for week in range(12)]
        twice = [bought(week=0, quantity=9)]
        self.assertEqual(made(weeks)[2]["7"]["lines"][0]["quantity"], 2)
        self.assertEqual(made(weeks + twice)[2]["7"]["lines"][0]["quantity"], 3)


class Prices(unittest.TestCase):
    def price(self, *shelves):
        weeks = [bought(week=week) for week in range(12)]
        priced = [one._replace(shelf_cents=0, quantity=1) for one in weeks]
        for place, (value, quantity) in enumerate(shelves):
            priced[place] = priced[place]._replace(shelf_cents=value, quantity=quantity)
        return made(priced[: max(12, len(shelves))])[1]["1"]["price"]

    def test_a_price_is_the_lower_median_of_a_unit(self):
        self.assertEqual(self.price(*[(300, 2)] * 12), "1.50")
        self.assertEqual(self.price(*[(100, 1)] * 6, *[(200, 1)] * 6), "1.00")
        self.assertEqual(self.price(*[(100, 1)] * 5, *[(200, 1)] * 7), "2.00")

    def test_half_a_cent_is_rounded_up(self):
        for cents, price in [(Fraction(201, 2), "1.01"), (Fraction(302, 3), "1.01"), (5, "0.05")]:
            self.assertEqual(derive.cents(Fraction(cents)), price)


class Rows(unittest.TestCase):
    ROW = (1, 2, 3, 4, 5, NOON, 1.29, 0.30, 0.0)

    def refused(self, column, value):
        place = list(derive.TRANSACTIONS).index(column)
        row = (*self.ROW[:place], value, *self.ROW[place + 1 :])
        return self.assertRaisesRegex(
            derive.Fault, f"transactions.parquet, row 17, column {column}: "
        ), row

    def test_the_shelf_price_is_what_was_paid_and_what_was_let_off(self):
        whole = derive.purchase(17, self.ROW)
        self.assertEqual(whole, Purchase(1, 2, 3, 4, 5, 159, NOON))

    def test_floats_that_are_cents_are_whole_cents(self):
        for cents in range(100_000):
            row = (*self.ROW[:6], cents / 100, 0.0, 0.0)
            self.assertEqual(derive.purchase(1, row).shelf_cents, cents)

    def test_what_is_empty_or_no_amount_is_told_with_its_place(self):
        for column in derive.TRANSACTIONS:
            raises, row = self.refused(column, None)
            with raises:
                derive.purchase(17, row)
        for value in [-0.01, 1.005, float("nan"), float("inf")]:
            raises, row = self.refused("retail_disc", value)
            with raises:
                derive.purchase(17, row)


class Files(unittest.TestCase):
    def test_lines_have_the_fields_of_the_small_year_that_the_example_reads(self):
        small = Path(__file__).parents[1] / "tests" / "data" / "year.jsonl"
        header, products, households = made([bought(week=week) for week in range(12)])
        lines = {"header": header, "product": products["1"], "household": households["7"]}
        for line in map(json.loads, small.read_text().splitlines()):
            self.assertEqual(list(line), list(lines[line["kind"]]))
            for one in line.get("lines", []) if line["kind"] == "household" else []:
                self.assertEqual(list(one), list(households["7"]["lines"][0]))

    def test_the_totals_are_those_of_the_lines(self):
        header, products, households = made([bought(week=week) for week in range(12)])
        self.assertEqual(header["hubs"], 1)
        self.assertEqual(header["products"], len(products))
        self.assertEqual(header["households"], len(households))
        self.assertEqual((header["standing_orders"], header["lines"]), (1, 1))

    def test_a_data_set_without_food_is_refused(self):
        with self.assertRaisesRegex(derive.Fault, "no purchase that counts"):
            made([bought(SOAP)])

    def test_a_file_is_written_whole_or_not_at_all(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "new" / "year.jsonl"
            derive.write([{"kind": "header"}], path)
            self.assertEqual(json.loads(path.read_text()), {"kind": "header"})
            with self.assertRaises(TypeError):
                derive.write([{"kind": object()}], path)
            self.assertEqual([each.name for each in path.parent.iterdir()], ["year.jsonl"])
            self.assertEqual(json.loads(path.read_text()), {"kind": "header"})

    def test_wrong_arguments_are_told(self):
        for arguments in [[], ["--help"], ["one", "two"]]:
            with redirect_stderr(io.StringIO()) as told:
                self.assertEqual(derive.main(arguments), 2)
            self.assertIn("give the path of the file to write", told.getvalue())


if __name__ == "__main__":
    unittest.main()
