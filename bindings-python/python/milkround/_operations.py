"""Every operation, by area; `Async…` for `async` programs.

Made by `cargo xtask gen`.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from ._codec import (
    KEEP,
    AsyncCall,
    Call,
    DecimalLike,
    IdLike,
    Keep,
    encode_date,
    encode_decimal,
    encode_instant,
    encode_list,
    encode_local,
    encode_map,
    encode_time,
    encode_uuid,
)
from . import _types as t


class Enterprises:
    """`hub.enterprises`."""

    __slots__ = ("_call",)

    def __init__(self, call: Call) -> None:
        self._call = call

    def create(
        self, *,
        enterprise: str,
        name: str,
        zone: str,
        currency: str,
        settings: t.SettingsPatch | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.Enterprise:
        """Makes an enterprise known: `enterprises.create`. System only.

        Errors: `already_exists`, `unknown_zone`, `unknown_currency`.

        - enterprise: The host's id of it: 1 to 64 printable ASCII characters. It never
          changes.
        - name: Its name.
        - zone: The IANA zone of its dates and times, such as `Europe/London`.
        - currency: The ISO 4217 code of its currency.
        - settings: What it settles; the usual where nothing is said.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["name"] = name
        d["zone"] = zone
        d["currency"] = currency
        if settings is not None:
            d["settings"] = t.encode_SettingsPatch(settings)
        return t.decode_Enterprise(self._call("enterprises.create", d, key, dry_run))

    def get(
        self, *,
        enterprise: str,
    ) -> t.Enterprise:
        """Reads one enterprise: `enterprises.get`.

        Errors: `not_found`.

        - enterprise: The host's id of it.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        return t.decode_Enterprise(self._call("enterprises.get", d))

    def update(
        self, *,
        enterprise: str,
        version: int | None = None,
        name: str | Keep = KEEP,
        zone: str | Keep = KEEP,
        currency: str | Keep = KEEP,
        settings: t.SettingsPatch | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.Enterprise:
        """Changes an enterprise: `enterprises.update`. What is left out stays. Series keep
        their own zone (R2), so a new zone moves no cycle.

        Errors: `conflict` for a stale version, `currency_fixed` (R20), `unknown_zone`.

        - enterprise: The host's id of it.
        - version: The version that the caller saw; none: whatever is there.
        - name: Its name.
        - zone: Its zone.
        - currency: Its currency, while no offer, order or entry of the ledger exists.
        - settings: What it settles anew.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if version is not None:
            d["version"] = version
        if not isinstance(name, Keep):
            d["name"] = name
        if not isinstance(zone, Keep):
            d["zone"] = zone
        if not isinstance(currency, Keep):
            d["currency"] = currency
        if settings is not None:
            d["settings"] = t.encode_SettingsPatch(settings)
        return t.decode_Enterprise(self._call("enterprises.update", d, key, dry_run))

    def list(
        self, *,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.EnterprisePage:
        """Lists the enterprises that the actor manages: `enterprises.list`.

        - limit: How many: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_EnterprisePage(self._call("enterprises.list", d))


class Variants:
    """`hub.variants`."""

    __slots__ = ("_call",)

    def __init__(self, call: Call) -> None:
        self._call = call

    def save(
        self, *,
        enterprise: str,
        variants: Sequence[t.VariantInput],
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.VariantsSaved:
        """Makes variants known, or replaces what is known of them: `variants.save`. All or
        none.

        - enterprise: Whose shop.
        - variants: The variants, each once; at most 10,000.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["variants"] = encode_list(variants, t.encode_VariantInput)
        return t.decode_VariantsSaved(self._call("variants.save", d, key, dry_run))

    def list(
        self, *,
        enterprise: str,
        ids: Sequence[str] | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.VariantPage:
        """Lists variants: `variants.list`, in the order of their ids.

        - enterprise: Whose.
        - ids: Only these.
        - limit: How many: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if ids is not None:
            d["ids"] = encode_list(ids)
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_VariantPage(self._call("variants.list", d))


class Customers:
    """`hub.customers`."""

    __slots__ = ("_call",)

    def __init__(self, call: Call) -> None:
        self._call = call

    def create(
        self, *,
        enterprise: str,
        fields: t.CustomerFields | None = None,
        share_email: bool = False,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.Customer:
        """Makes a customer: `customers.create`.

        Errors: `already_exists` for a code in use, or an e-mail address in use unless
        `share_email`.

        - enterprise: At which enterprise.
        - fields: What is known of him.
        - share_email: Whether he may share his e-mail address with another customer of the
          enterprise (A1). The first stays the one that the address finds.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if fields is not None:
            d["fields"] = t.encode_CustomerFields(fields)
        if share_email:
            d["share_email"] = share_email
        return t.decode_Customer(self._call("customers.create", d, key, dry_run))

    def get(
        self, *,
        enterprise: str,
        customer: IdLike,
    ) -> t.Customer:
        """Reads one customer: `customers.get`. Customers may read themselves. Of who was
        merged into another, what is left is answered, with `merged_into`.

        Errors: `not_found`.

        - enterprise: At which enterprise.
        - customer: Which customer.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        return t.decode_Customer(self._call("customers.get", d))

    def update(
        self, *,
        enterprise: str,
        customer: IdLike,
        version: int | None = None,
        fields: t.CustomerFields | None = None,
        share_email: bool = False,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.Customer:
        """Changes a customer: `customers.update`. What is left out stays.

        Errors: `conflict` for a stale version; `already_exists` as in `CreateCustomer`;
        `wrong_state` when he is erased or was merged into another.

        - enterprise: At which enterprise.
        - customer: Which customer.
        - version: The version that the caller saw; none: whatever is there (R35).
        - fields: What changes.
        - share_email: As in `CreateCustomer`.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        if version is not None:
            d["version"] = version
        if fields is not None:
            d["fields"] = t.encode_CustomerFields(fields)
        if share_email:
            d["share_email"] = share_email
        return t.decode_Customer(self._call("customers.update", d, key, dry_run))

    def list(
        self, *,
        enterprise: str | None = None,
        filter: t.CustomerFilter | None = None,
        columns: Sequence[t.CustomerColumn] | None = None,
        custom_columns: Sequence[str] = (),
        sort_by: t.CustomerColumn | None = None,
        sort_by_custom: str | None = None,
        descending: bool = False,
        with_total: bool = False,
        limit: int | None = None,
        after: str | None = None,
        before: str | None = None,
    ) -> t.CustomerPage:
        """Lists customers: `customers.list`. Staff only.

        Any column sorts, both ways, with empty ones last. It costs the same with a hundred
        customers and with a million.

        Errors: `malformed` for the token of another list; `too_long` for more than 200
        enterprises or 8 words.

        - enterprise: Of which enterprise; none: of all that the actor manages.
        - filter: Which customers; usually all.
        - columns: Which columns to fill; usually name, code, tags and the last order's time.
        - custom_columns: Which of the hub's own fields to fill beside, by their keys.
        - sort_by: By which column to sort; usually the name.
        - sort_by_custom: By which of the hub's own fields to sort; not together with
          `sort_by`.
        - descending: Whether the greatest come first.
        - with_total: Whether to count all that are meant.
        - limit: How many: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        - before: The `previous_page` of the page behind; not together with `after`.
        """
        d: dict[str, Any] = {}
        if enterprise is not None:
            d["enterprise"] = enterprise
        if filter is not None:
            d["filter"] = t.encode_CustomerFilter(filter)
        if columns is not None:
            d["columns"] = encode_list(columns)
        if custom_columns != ():
            d["custom_columns"] = encode_list(custom_columns)
        if sort_by is not None:
            d["sort_by"] = sort_by
        if sort_by_custom is not None:
            d["sort_by_custom"] = sort_by_custom
        if descending:
            d["descending"] = descending
        if with_total:
            d["with_total"] = with_total
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        if before is not None:
            d["before"] = before
        return t.decode_CustomerPage(self._call("customers.list", d))

    def set_codes(
        self, *,
        enterprise: str,
        codes: Sequence[t.CodeRow],
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.CodesSet:
        """Gives many customers their codes: `customers.set_codes`. All or none: every row that
        cannot be is told at once. Codes may be swapped and passed round within one call
        (A2).

        A row is refused with `malformed` or `too_long` for the code, `unknown_reference`
        for a customer who is not there, `duplicate` for a customer or a code that stands
        twice, `already_exists` for the code of a customer outside the call or one that
        finds another since a merge, `wrong_state` for a customer who is erased or was
        merged into another, and `required` where nothing else finds the customer.

        - enterprise: At which enterprise.
        - codes: The customers with their codes, each once; at most 10,000.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["codes"] = encode_list(codes, t.encode_CodeRow)
        return t.decode_CodesSet(self._call("customers.set_codes", d, key, dry_run))

    def import_csv(
        self, *,
        enterprise: str,
        csv: str,
        columns: Mapping[str, str | None] | None = None,
        clear_blank: bool = False,
        share_email: bool = False,
        take_good_rows: bool = False,
        most_rows: int | None = None,
        from_line: int | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.CustomersImported:
        """Makes and changes customers from a CSV file: `customers.import_csv`.

        Each row finds its customer by id, else by e-mail address and code, and changes him;
        a row that finds nobody makes a customer. The same file again changes nothing.
        Unless `take_good_rows`, one bad row refuses the whole file, and nothing is changed.
        With `dry_run` and `take_good_rows` the answer is a preview: what would be made, and
        every bad row.

        Commas, semicolons and tabs are understood; the text must have been read as UTF-8.
        The first row is the header.

        A file or a row is refused at `csv.line_N`, a cell at `csv.line_N.FIELD`:
        `malformed` for a text that is not UTF-8, a quote that does not close or more cells
        than columns; `unknown_field` for a column that is not known; `required` where no
        column finds anybody; `duplicate` for a customer, code or address that stands twice;
        `already_exists` for a code or address of another customer; `unknown_reference` for
        an id that is not there; `wrong_state` for one who is erased or was merged into
        another.

        - enterprise: At which enterprise.
        - csv: The file as text, the header first; up to 100,000 rows, or any number with
          `most_rows`.
        - columns: What columns mean whose headers do not say: the header, and the field
          (`first_name`, `custom.allergies`), or null to leave the column out.
        - clear_blank: Whether a blank cell clears what the customer has; usually it leaves
          that.
        - share_email: Whether a row of a known e-mail address with a new code makes another
          customer, who shares the address (A1).
        - take_good_rows: Whether the good rows are taken, and the bad ones told in the
          answer.
        - most_rows: Takes no more than so many rows, 1 to 100,000: `next_line` says where to
          go on.
        - from_line: Goes on at this line: the `next_line` of the call before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["csv"] = csv
        if columns is not None:
            d["columns"] = columns
        if clear_blank:
            d["clear_blank"] = clear_blank
        if share_email:
            d["share_email"] = share_email
        if take_good_rows:
            d["take_good_rows"] = take_good_rows
        if most_rows is not None:
            d["most_rows"] = most_rows
        if from_line is not None:
            d["from_line"] = from_line
        return t.decode_CustomersImported(self._call("customers.import_csv", d, key, dry_run))

    def export_csv(
        self, *,
        enterprise: str | None = None,
        filter: t.CustomerFilter | None = None,
        columns: Sequence[str] | None = None,
        sort_by: t.CustomerColumn | None = None,
        sort_by_custom: str | None = None,
        descending: bool = False,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.CustomersCsv:
        """Writes a list of customers as CSV: `customers.export_csv`. Staff only.

        The file comes in pieces: put behind one another as they are, they are the whole.
        Without columns it has all that `customers.import_csv` sets, so that it can come
        back as it is. Cells that a spreadsheet would run as a formula stand behind an
        apostrophe, which the import takes away (P20); amounts and counts are plain numbers,
        times are UTC.

        Errors: as in `customers.list`; `unknown_field` for a column that is not there.

        - enterprise: Of which enterprise; none: of all that the actor manages.
        - filter: Which customers; usually all.
        - columns: Which columns, in this order: those of an import (`first_name`,
          `billing_city`, `custom.allergies`) and those of the list (`balance`,
          `last_order_at`).
        - sort_by: By which column to sort; usually the time when customers were made.
        - sort_by_custom: By which of the hub's own fields to sort; not together with
          `sort_by`.
        - descending: Whether the greatest come first.
        - limit: How many customers a piece has at most: 1 to 20,000, usually 10,000.
        - after: The `next_page` of the piece before.
        """
        d: dict[str, Any] = {}
        if enterprise is not None:
            d["enterprise"] = enterprise
        if filter is not None:
            d["filter"] = t.encode_CustomerFilter(filter)
        if columns is not None:
            d["columns"] = encode_list(columns)
        if sort_by is not None:
            d["sort_by"] = sort_by
        if sort_by_custom is not None:
            d["sort_by_custom"] = sort_by_custom
        if descending:
            d["descending"] = descending
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_CustomersCsv(self._call("customers.export_csv", d))

    def change_many(
        self, *,
        enterprise: str,
        filter: t.CustomerFilter | None = None,
        selection: str | None = None,
        add_tags: Sequence[str] = (),
        remove_tags: Sequence[str] = (),
        delivery_run: str | None | Keep = KEEP,
        archived: bool | None = None,
        take_good_ones: bool = False,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.CustomersChanged:
        """Changes many customers at once: `customers.change_many`. Gives and takes tags, sets
        the delivery run, archives and restores. Twice is no harm.

        All or nothing, unless `take_good_ones`. Named customers are meant though they are
        archived.

        Errors: `required` where nobody or nothing is said; `unknown_reference` for a named
        customer who is not there; `not_found` for the selection; `too_long` for more than
        100,000; `wrong_state` for archiving who has a standing order, with all who are
        refused.

        - enterprise: At which enterprise.
        - filter: Who is meant; not together with `selection`. A filter of nothing means
          everybody.
        - selection: The name of a kept selection.
        - add_tags: Tags to give.
        - remove_tags: Tags to take, whatever their case and accents.
        - delivery_run: The delivery run; null or blank: none.
        - archived: Whether they shall be archived; left out: as they are.
        - take_good_ones: Whether those are changed who can be, and the others told in the
          answer.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if filter is not None:
            d["filter"] = t.encode_CustomerFilter(filter)
        if selection is not None:
            d["selection"] = selection
        if add_tags != ():
            d["add_tags"] = encode_list(add_tags)
        if remove_tags != ():
            d["remove_tags"] = encode_list(remove_tags)
        if not isinstance(delivery_run, Keep):
            d["delivery_run"] = delivery_run
        if archived is not None:
            d["archived"] = archived
        if take_good_ones:
            d["take_good_ones"] = take_good_ones
        return t.decode_CustomersChanged(self._call("customers.change_many", d, key, dry_run))

    def message(
        self, *,
        enterprise: str,
        filter: t.CustomerFilter | None = None,
        selection: str | None = None,
        cycle: IdLike | None = None,
        subject: str,
        text: str,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.MessageSent:
        """Sends customers a message through the outbox: `customers.message`. A notice of the
        kind `message` each, with `subject`, `text` and the message's id.

        A message goes to those alone who gave consent. About a cycle it is a service: it
        goes to those who have an order in it, whatever they said to being written to (R45).
        Give an idempotency key: the same call again sends it again.

        Errors: `required` where nobody is said; `unknown_reference` for a named customer
        who is not there; `not_found` for the selection or the cycle; `too_long` for more
        than 100,000 customers.

        - enterprise: At which enterprise.
        - filter: Who is meant; not together with `selection`. A filter of nothing means
          everybody.
        - selection: The name of a kept selection.
        - cycle: About which cycle: it goes to those of them who have an order there.
        - subject: What it is about: 1 to 200 characters.
        - text: What it says: 1 to 10,000 characters.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if filter is not None:
            d["filter"] = t.encode_CustomerFilter(filter)
        if selection is not None:
            d["selection"] = selection
        if cycle is not None:
            d["cycle"] = encode_uuid(cycle)
        d["subject"] = subject
        d["text"] = text
        return t.decode_MessageSent(self._call("customers.message", d, key, dry_run))

    def add_note(
        self, *,
        enterprise: str,
        customer: IdLike,
        text: str,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.CustomerNote:
        """Notes something about a customer: `customers.add_note`. Staff only.

        Errors: `not_found` for the customer; `wrong_state` when he was merged into another.

        - enterprise: At which enterprise.
        - customer: About which customer.
        - text: What: 1 to 4,000 characters.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        d["text"] = text
        return t.decode_CustomerNote(self._call("customers.add_note", d, key, dry_run))

    def edit_note(
        self, *,
        enterprise: str,
        note: IdLike,
        version: int | None = None,
        text: str,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.CustomerNote:
        """Changes what a note says: `customers.edit_note`. Staff only; what it said before
        stays in the change log, under the note's id.

        Errors: `not_found`; `conflict` for a stale version.

        - enterprise: At which enterprise.
        - note: Which note.
        - version: The version that the caller saw; none: whatever is there (R35).
        - text: What it shall say: 1 to 4,000 characters.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["note"] = encode_uuid(note)
        if version is not None:
            d["version"] = version
        d["text"] = text
        return t.decode_CustomerNote(self._call("customers.edit_note", d, key, dry_run))

    def remove_note(
        self, *,
        enterprise: str,
        note: IdLike,
        version: int | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.CustomerNote:
        """Removes a note and answers with it: `customers.remove_note`. Staff only; what it
        said stays in the change log, under the note's id.

        Errors: `not_found`; `conflict` for a stale version.

        - enterprise: At which enterprise.
        - note: Which note.
        - version: The version that the caller saw; none: whatever is there (R35).
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["note"] = encode_uuid(note)
        if version is not None:
            d["version"] = version
        return t.decode_CustomerNote(self._call("customers.remove_note", d, key, dry_run))

    def list_notes(
        self, *,
        enterprise: str,
        customer: IdLike,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.CustomerNotePage:
        """Lists the notes about a customer, the newest first: `customers.list_notes`. Staff
        only.

        Errors: `not_found` for the customer.

        - enterprise: At which enterprise.
        - customer: About which customer.
        - limit: How many: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_CustomerNotePage(self._call("customers.list_notes", d))

    def archive(
        self, *,
        enterprise: str,
        customer: IdLike,
        version: int | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.Customer:
        """Archives a customer: `customers.archive` (A12). He keeps all that is his, is left
        out of the list, and is gone from the feed. Who orders again is restored. Twice is
        no harm.

        Errors: `wrong_state` while he has a standing order, or when he is erased;
        `conflict` for a stale version.

        - enterprise: At which enterprise.
        - customer: Which customer.
        - version: The version that the caller saw; none: whatever is there.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        if version is not None:
            d["version"] = version
        return t.decode_Customer(self._call("customers.archive", d, key, dry_run))

    def restore(
        self, *,
        enterprise: str,
        customer: IdLike,
        version: int | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.Customer:
        """Takes a customer out of the archive: `customers.restore` (A12). Twice is no harm.

        Errors: `wrong_state` when he is erased; `conflict` for a stale version.

        - enterprise: At which enterprise.
        - customer: Which customer.
        - version: The version that the caller saw; none: whatever is there.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        if version is not None:
            d["version"] = version
        return t.decode_Customer(self._call("customers.restore", d, key, dry_run))

    def remove(
        self, *,
        enterprise: str,
        customer: IdLike,
        version: int | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.CustomerRemoved:
        """Removes a customer who has nothing running: `customers.remove` (A12, R43). Where
        orders or standing orders of his are in the books, he stays there under a pseudonym,
        as `EraseCustomer` leaves him; else nothing of him stays. Who was merged into him
        goes with him.

        Errors: `wrong_state` while a standing order is future, active or paused, or an
        order is made ahead, pending, or placed and not fulfilled, or the balance is not
        zero, or he was merged into another: remove that one; `conflict` for a stale
        version.

        - enterprise: At which enterprise.
        - customer: Which customer.
        - version: The version that the caller saw; none: whatever is there.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        if version is not None:
            d["version"] = version
        return t.decode_CustomerRemoved(self._call("customers.remove", d, key, dry_run))

    def erase(
        self, *,
        enterprise: str,
        customer: IdLike,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.Customer:
        """Erases a customer: `customers.erase` (A12, R43). His standing orders end; his orders
        that are made ahead or pending are cancelled, and those placed in a cycle that has
        not closed. What is personal goes, from the change log and kept answers too; orders
        and entries stay under a pseudonym. Who was merged into him is erased with him.
        Nothing brings it back. Twice is no harm.

        Errors: `not_found`; `wrong_state` when he was merged into another: erase that one.

        - enterprise: At which enterprise.
        - customer: Which customer.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        return t.decode_Customer(self._call("customers.erase", d, key, dry_run))

    def plan_merge(
        self, *,
        enterprise: str,
        customer: IdLike,
        into: IdLike,
    ) -> t.MergePlan:
        """Says what merging one customer into another will do: `customers.plan_merge`. Staff
        only; it changes nothing.

        Errors: as `MergeCustomers`, without the fingerprint.

        - enterprise: At which enterprise.
        - customer: Who goes.
        - into: Who stays.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        d["into"] = encode_uuid(into)
        return t.decode_MergePlan(self._call("customers.plan_merge", d))

    def merge(
        self, *,
        enterprise: str,
        customer: IdLike,
        into: IdLike,
        fingerprint: str | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.CustomersMerged:
        """Merges one customer into another: `customers.merge` (A6, R38). Orders, standing
        orders, the balance, notes and contacts of the one become the other's, who keeps his
        code, his terms and all that he has said of himself; what he has not said is filled.
        Tags are put together, and of what both said to being written to the stricter holds.
        The e-mail address, code and user of the one who goes find the other from now on,
        and his id leads there. Staff only; it cannot be taken back, but `customers.split`
        parts them.

        Errors: `unknown_reference` for who is not there; `duplicate` for one and the same;
        `wrong_state` for who is erased or merged already, for who stays and is archived,
        and for more than 50 contacts together; `conflict` where the fingerprint is another
        by now.

        - enterprise: At which enterprise.
        - customer: Who goes.
        - into: Who stays.
        - fingerprint: That of the plan which was seen; none: whatever is there (R35).
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        d["into"] = encode_uuid(into)
        if fingerprint is not None:
            d["fingerprint"] = fingerprint
        return t.decode_CustomersMerged(self._call("customers.merge", d, key, dry_run))

    def split(
        self, *,
        enterprise: str,
        customer: IdLike,
        version: int | None = None,
        fields: t.CustomerFields | None = None,
        share_email: bool = False,
        orders: Sequence[IdLike] = (),
        standing_orders: Sequence[IdLike] = (),
        with_payments: bool = False,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.CustomerSplit:
        """Parts a customer in two: `customers.split` (A6, R38). A new customer is made, and
        gets these orders, with what they charged, and these standing orders; all else
        stays. An e-mail address, code or user that finds this one since a merge may become
        the new one's own. Staff only. Every fault is told at once.

        Errors: `already_exists` for a code in use, or an e-mail address in use unless
        `share_email`; `unknown_reference` for what is not this customer's; `duplicate` for
        what is named twice; `required` where nothing is named; `wrong_state` when he is
        erased or was merged into another; `conflict` for a stale version.

        - enterprise: At which enterprise.
        - customer: Which customer.
        - version: The version that the caller saw; none: whatever is there.
        - fields: What is known of the new one.
        - share_email: Whether he may share his e-mail address with another, such as this one
          (A1).
        - orders: The orders that are the new one's; at most 1,000.
        - standing_orders: The standing orders that are the new one's; at most 1,000. Their
          orders stay unless named.
        - with_payments: Whether payments, refunds and credits that name the orders go with
          them.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        if version is not None:
            d["version"] = version
        if fields is not None:
            d["fields"] = t.encode_CustomerFields(fields)
        if share_email:
            d["share_email"] = share_email
        if orders != ():
            d["orders"] = encode_list(orders, encode_uuid)
        if standing_orders != ():
            d["standing_orders"] = encode_list(standing_orders, encode_uuid)
        if with_payments:
            d["with_payments"] = with_payments
        return t.decode_CustomerSplit(self._call("customers.split", d, key, dry_run))

    def save_contact(
        self, *,
        enterprise: str,
        customer: IdLike,
        contact: IdLike | None = None,
        version: int | None = None,
        email: str | None = None,
        user: str | None = None,
        name: str | None = None,
        access: t.ContactAccess,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.Contact:
        """Adds somebody who acts for a customer, or replaces what is known of him:
        `customers.save_contact` (A16). What is left out is none.

        Errors: `not_found`; `already_exists` when the address or the user is the customer's
        or another contact's of his; `wrong_state` when the customer is erased; `conflict`
        for a stale version.

        - enterprise: At which enterprise.
        - customer: For which customer.
        - contact: Whom to replace; none: a new one.
        - version: The version that the caller saw; none: whatever is there.
        - email: His e-mail address; give it, or the user, or both.
        - user: The host's user behind him.
        - name: What to call him.
        - access: How far he may act.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        if contact is not None:
            d["contact"] = encode_uuid(contact)
        if version is not None:
            d["version"] = version
        if email is not None:
            d["email"] = email
        if user is not None:
            d["user"] = user
        if name is not None:
            d["name"] = name
        d["access"] = access
        return t.decode_Contact(self._call("customers.save_contact", d, key, dry_run))

    def remove_contact(
        self, *,
        enterprise: str,
        customer: IdLike,
        contact: IdLike,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.Contact:
        """Takes away somebody who acted for a customer: `customers.remove_contact`. Answers as
        he was.

        Errors: `not_found`.

        - enterprise: At which enterprise.
        - customer: Of which customer.
        - contact: Whom.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        d["contact"] = encode_uuid(contact)
        return t.decode_Contact(self._call("customers.remove_contact", d, key, dry_run))

    def list_contacts(
        self, *,
        enterprise: str,
        customer: IdLike,
    ) -> t.ContactList:
        """Lists who acts for a customer beside himself: `customers.list_contacts`. Customers
        may see their own.

        Errors: `not_found`.

        - enterprise: At which enterprise.
        - customer: For which customer.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        return t.decode_ContactList(self._call("customers.list_contacts", d))

    def of_user(
        self, *,
        enterprises: Sequence[str] = (),
        email: str | None = None,
        user: str | None = None,
    ) -> t.OwnCustomers:
        """Finds the customers for whom a person acts, across enterprises: `customers.of_user`
        (R18, A16). Staff only, and the host's own code: it trusts that the host has
        verified the address or the user. Archived ones are among them.

        - enterprises: At these enterprises; none named: at all that the caller manages.
        - email: An e-mail address that the host has verified; give it, or the user, or both.
        - user: The host's user.
        """
        d: dict[str, Any] = {}
        if enterprises != ():
            d["enterprises"] = encode_list(enterprises)
        if email is not None:
            d["email"] = email
        if user is not None:
            d["user"] = user
        return t.decode_OwnCustomers(self._call("customers.of_user", d))

    def set_consent(
        self, *,
        enterprise: str,
        customer: IdLike,
        version: int | None = None,
        consent: t.Consent,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.Customer:
        """Notes whether the hub may write to a customer beyond his own orders:
        `customers.set_consent` (A10). When and by whom it was said is kept. Customers may
        say it themselves. Of who was merged into another, it is noted of that one.

        Errors: `not_found`, `conflict` for a stale version, `wrong_state` when he is
        erased.

        - enterprise: At which enterprise.
        - customer: Which customer.
        - version: The version that the caller saw; none: whatever is there.
        - consent: What he said.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        if version is not None:
            d["version"] = version
        d["consent"] = consent
        return t.decode_Customer(self._call("customers.set_consent", d, key, dry_run))

    def changes_since(
        self, *,
        enterprise: str,
        since: int | None = None,
        limit: int | None = None,
    ) -> t.CustomerChanges:
        """Reads who came, changed or went: `customers.changes_since` (A10). Staff only.

        Each customer stands in the feed once, at his latest change and as he is now, so
        that nothing is missed however long a reader was away. Who changes while a reader is
        on his way through comes at the end: take `added` and `changed` alike, and put in
        whom you do not know.

        Errors: `out_of_range` for a `since` that this hub never gave.

        - enterprise: Whose customers.
        - since: The `next_since` of the answer before; none: from the beginning.
        - limit: How many: 1 to 1,000, usually 50.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if since is not None:
            d["since"] = since
        if limit is not None:
            d["limit"] = limit
        return t.decode_CustomerChanges(self._call("customers.changes_since", d))

    def may_shop(
        self, *,
        enterprise: str,
        email: str | None = None,
        user: str | None = None,
    ) -> t.ShopDecision:
        """Asks whether a person may shop: `customers.may_shop` (A11). Staff only, and the
        host's own code, which asks before it lets him fill a cart: recording an order does
        not ask again. It trusts that the host has verified the address or the user (R19).

        - enterprise: In whose shop.
        - email: An e-mail address that the host has verified; give it, or the user, or both.
        - user: The host's user.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if email is not None:
            d["email"] = email
        if user is not None:
            d["user"] = user
        return t.decode_ShopDecision(self._call("customers.may_shop", d))

    def link_orders(
        self, *,
        enterprise: str,
        customer: IdLike | None = None,
        create: bool = False,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.OrdersLinked:
        """Links past orders to the customers whom their addresses find:
        `customers.link_orders` (A5). Staff only. Twice is no harm: what has its customer
        keeps him.

        Errors: `not_found` for the customer; `wrong_state` when he is erased.

        - enterprise: At which enterprise.
        - customer: Only the orders under this customer's address, to him: also where several
          share it; none: all orders, each to the default customer of its address.
        - create: Whether an address that finds nobody makes a customer.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if customer is not None:
            d["customer"] = encode_uuid(customer)
        if create:
            d["create"] = create
        return t.decode_OrdersLinked(self._call("customers.link_orders", d, key, dry_run))

    def history(
        self, *,
        enterprise: str,
        customer: IdLike,
        search: str | None = None,
        starts_on: datetime.date | None = None,
        ends_on: datetime.date | None = None,
        states: Sequence[t.OrderState] = (),
        limit: int | None = None,
        after: str | None = None,
    ) -> t.HistoryPage:
        """What a customer has ordered, newest first, past orders among it, and what is to
        come: `customers.history` (A13). Customers may read their own. For cycles whose
        orders are not made yet, see `standing_orders.timeline`; for refunds and
        adjustments, `ledger.list`.

        Errors: `not_found`; `end_before_start`; `malformed` for the token of another list.

        - enterprise: At which enterprise.
        - customer: Of which customer.
        - search: Each word must begin a word of a line's product or variant id, a category of
          a past order, the cycle's name, the note or the reference, ignoring case and
          accents; at most 8. Where much is looked through for little, a page is short and
          `next_page` goes on.
        - starts_on: Made, or placed for past orders, on this day or later, in the
          enterprise's zone. What is to come is told whatever the days.
        - ends_on: On this day or earlier.
        - states: In one of these states; none: in any.
        - limit: How many: 1 to 1,000, usually 50. What is to come is not counted.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        if search is not None:
            d["search"] = search
        if starts_on is not None:
            d["starts_on"] = encode_date(starts_on)
        if ends_on is not None:
            d["ends_on"] = encode_date(ends_on)
        if states != ():
            d["states"] = encode_list(states)
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_HistoryPage(self._call("customers.history", d))

    def sales(
        self, *,
        enterprise: str,
        customer: IdLike | None = None,
        by: t.SalesBy,
        starts_on: datetime.date | None = None,
        ends_on: datetime.date | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.SalesPage:
        """What a customer has bought, or all have, by product, category or period:
        `customers.sales` (A13). Customers may read their own. Lines of placed and fulfilled
        orders count, past orders' too, on the day on which they were placed; fees do not,
        and nothing that is cancelled or to come.

        Errors: `not_found`; `end_before_start`; `malformed` for the token of another list.

        - enterprise: At which enterprise.
        - customer: Of this customer; none: of all.
        - by: By what.
        - starts_on: Placed on this day or later, in the enterprise's zone.
        - ends_on: Placed on this day or earlier.
        - limit: How many rows: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if customer is not None:
            d["customer"] = encode_uuid(customer)
        d["by"] = by
        if starts_on is not None:
            d["starts_on"] = encode_date(starts_on)
        if ends_on is not None:
            d["ends_on"] = encode_date(ends_on)
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_SalesPage(self._call("customers.sales", d))


class Selections:
    """`hub.selections`."""

    __slots__ = ("_call",)

    def __init__(self, call: Call) -> None:
        self._call = call

    def save(
        self, *,
        enterprise: str,
        name: str,
        filter: t.CustomerFilter,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.Selection:
        """Keeps a selection of customers: `selections.save`. The name says which; who is meant
        is replaced.

        Who is picked is picked for good; whom a filter holds for is asked anew each time.

        Errors: `unknown_reference` for a picked customer who is not there; `too_long` for
        more than 200.

        - enterprise: At which enterprise: it may have 200.
        - name: What it is called: 1 to 200 characters, each name once ignoring case and
          accents.
        - filter: Who is meant, as in `customers.list`.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["name"] = name
        d["filter"] = t.encode_CustomerFilter(filter)
        return t.decode_Selection(self._call("selections.save", d, key, dry_run))

    def list(
        self, *,
        enterprise: str,
    ) -> t.SelectionList:
        """Lists the selections that an enterprise keeps: `selections.list`. All at once, by
        their names.

        - enterprise: Of which enterprise.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        return t.decode_SelectionList(self._call("selections.list", d))

    def remove(
        self, *,
        enterprise: str,
        name: str,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.Selection:
        """Forgets a selection: `selections.remove`. Its customers stay as they are.

        Errors: `not_found`.

        - enterprise: At which enterprise.
        - name: Its name, whatever its case and accents.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["name"] = name
        return t.decode_Selection(self._call("selections.remove", d, key, dry_run))


class CustomerFields:
    """`hub.customer_fields`."""

    __slots__ = ("_call",)

    def __init__(self, call: Call) -> None:
        self._call = call

    def save(
        self, *,
        enterprise: str,
        field: str,
        label: str,
        kind: t.FieldKind,
        choices: Sequence[str] = (),
        position: int | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.CustomerField:
        """Defines a field of customers, or changes one: `customer_fields.save`. The key says
        which; all else is replaced.

        Errors: `wrong_state` for another kind while customers have values, or for leaving
        out a choice that customers have.

        - enterprise: At which enterprise: it may have 100 fields.
        - field: Its key in a customer's `custom`: 1 to 40 small letters, digits and
          underscores.
        - label: What pages and sheets call it.
        - kind: What it holds.
        - choices: Of a choice: what can be chosen, 1 to 100.
        - position: Where it stands among the others; none: where it was, or at the end.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["field"] = field
        d["label"] = label
        d["kind"] = kind
        if choices != ():
            d["choices"] = encode_list(choices)
        if position is not None:
            d["position"] = position
        return t.decode_CustomerField(self._call("customer_fields.save", d, key, dry_run))

    def list(
        self, *,
        enterprise: str,
    ) -> t.CustomerFieldList:
        """Lists the fields that an enterprise has defined for its customers:
        `customer_fields.list`. All at once, in the order of their positions.

        - enterprise: Of which enterprise.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        return t.decode_CustomerFieldList(self._call("customer_fields.list", d))

    def remove(
        self, *,
        enterprise: str,
        field: str,
        and_values: bool = False,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.CustomerFieldRemoved:
        """Removes a field: `customer_fields.remove`.

        Errors: `not_found`; `wrong_state` while customers have values, unless `and_values`.

        - enterprise: At which enterprise.
        - field: Its key.
        - and_values: Whether customers lose what they have in it.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["field"] = field
        if and_values:
            d["and_values"] = and_values
        return t.decode_CustomerFieldRemoved(self._call("customer_fields.remove", d, key, dry_run))


class Tags:
    """`hub.tags`."""

    __slots__ = ("_call",)

    def __init__(self, call: Call) -> None:
        self._call = call

    def list(
        self, *,
        enterprise: str,
        name: str | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.TagPage:
        """Lists the tags of an enterprise's customers, each with how many have it:
        `tags.list`. One that nobody has any more stays until it is removed.

        - enterprise: Of which enterprise.
        - name: Those that begin so, ignoring case and accents.
        - limit: How many: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if name is not None:
            d["name"] = name
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_TagPage(self._call("tags.list", d))

    def rename(
        self, *,
        enterprise: str,
        tag: str,
        new_name: str,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.TagChanged:
        """Gives a tag another name, with all customers who have it: `tags.rename`. Where there
        is a tag of that name already, ignoring case and accents, the two become one in its
        spelling.

        Errors: `not_found`.

        - enterprise: At which enterprise.
        - tag: The tag, whatever its case and accents.
        - new_name: What it shall be called: 1 to 200 characters.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["tag"] = tag
        d["new_name"] = new_name
        return t.decode_TagChanged(self._call("tags.rename", d, key, dry_run))

    def remove(
        self, *,
        enterprise: str,
        tag: str,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.TagChanged:
        """Takes a tag from all customers who have it, and forgets it: `tags.remove`.

        Errors: `not_found`; `wrong_state` for a tag by which customers may shop.

        - enterprise: At which enterprise.
        - tag: The tag, whatever its case and accents.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["tag"] = tag
        return t.decode_TagChanged(self._call("tags.remove", d, key, dry_run))


class JoinRequests:
    """`hub.join_requests`."""

    __slots__ = ("_call",)

    def __init__(self, call: Call) -> None:
        self._call = call

    def create(
        self, *,
        enterprise: str,
        email: str,
        user: str | None = None,
        first_name: str | None = None,
        last_name: str | None = None,
        message: str | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.JoinRequest:
        """Asks to become a customer, or one of those who may shop: `join_requests.create`.
        Staff only, and the host's own code, in the name of a shopper whose address it has
        verified. Who asks again while his wish waits has one wish: what he says now stands.

        Errors: `wrong_state` when he may shop already.

        - enterprise: In whose shop.
        - email: His e-mail address, verified by the host (R19).
        - user: The host's user behind him.
        - first_name: First name.
        - last_name: Last name.
        - message: What he writes to the hub: at most 2,000 characters.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["email"] = email
        if user is not None:
            d["user"] = user
        if first_name is not None:
            d["first_name"] = first_name
        if last_name is not None:
            d["last_name"] = last_name
        if message is not None:
            d["message"] = message
        return t.decode_JoinRequest(self._call("join_requests.create", d, key, dry_run))

    def list(
        self, *,
        enterprise: str,
        state: t.JoinState | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.JoinRequestPage:
        """Lists wishes to join: `join_requests.list`, in the order in which they came. Staff
        only.

        - enterprise: In whose shop.
        - state: Only those in this state.
        - limit: How many: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if state is not None:
            d["state"] = state
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_JoinRequestPage(self._call("join_requests.list", d))

    def approve(
        self, *,
        enterprise: str,
        join_request: IdLike,
        tags: Sequence[str] = (),
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.JoinApproved:
        """Lets somebody in: `join_requests.approve`. His address finds its customer, who is
        tagged and taken out of the archive, or makes one. Where the shop is for tagged
        customers and none of its tags is given or there, the first of them is added. Staff
        only.

        Errors: `wrong_state` when it was decided already.

        - enterprise: In whose shop.
        - join_request: Which.
        - tags: Tags that the customer gets beside those that he has.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["join_request"] = encode_uuid(join_request)
        if tags != ():
            d["tags"] = encode_list(tags)
        return t.decode_JoinApproved(self._call("join_requests.approve", d, key, dry_run))

    def refuse(
        self, *,
        enterprise: str,
        join_request: IdLike,
        reason: str | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.JoinRequest:
        """Says no: `join_requests.refuse`. His customer is told, where there is one; anybody
        else the host tells itself. He may ask again. Staff only.

        Errors: `wrong_state` when it was decided already.

        - enterprise: In whose shop.
        - join_request: Which.
        - reason: Why: at most 2,000 characters.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["join_request"] = encode_uuid(join_request)
        if reason is not None:
            d["reason"] = reason
        return t.decode_JoinRequest(self._call("join_requests.refuse", d, key, dry_run))


class Series:
    """`hub.series`."""

    __slots__ = ("_call",)

    def __init__(self, call: Call) -> None:
        self._call = call

    def create(
        self, *,
        enterprise: str,
        name: str,
        schedule: t.ScheduleInput | None = None,
        template: t.TemplateInput | None = None,
        template_cycle: IdLike | None = None,
        keep_ahead: int | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.SeriesWithCycles:
        """Makes a series and its first cycles: `series.create`.

        Errors: `invalid_rule`, `rule_never_fires`, `unknown_zone`, `unknown_reference`,
        `duplicate`, `not_a_step`, `wrong_currency` and the like, each in the violations of
        `invalid_input`.

        - enterprise: Whose.
        - name: What staff call it.
        - schedule: When its cycles open and close; none: only cycles attached by hand (R6).
        - template: What each cycle is made of; copied into every new one (R10).
        - template_cycle: Instead of `template`: the cycle whose exchanges, fees and offers
          are copied.
        - keep_ahead: How many cycles that have not opened are kept ready: 1 to 52, usually 4.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["name"] = name
        if schedule is not None:
            d["schedule"] = t.encode_ScheduleInput(schedule)
        if template is not None:
            d["template"] = t.encode_TemplateInput(template)
        if template_cycle is not None:
            d["template_cycle"] = encode_uuid(template_cycle)
        if keep_ahead is not None:
            d["keep_ahead"] = keep_ahead
        return t.decode_SeriesWithCycles(self._call("series.create", d, key, dry_run))

    def get(
        self, *,
        enterprise: str,
        series: IdLike,
    ) -> t.Series:
        """Reads one series: `series.get`.

        Errors: `not_found`.

        - enterprise: Whose.
        - series: Which.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["series"] = encode_uuid(series)
        return t.decode_Series(self._call("series.get", d))

    def list(
        self, *,
        enterprise: str,
        state: t.SeriesState | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.SeriesPage:
        """Lists series: `series.list`, in the order in which they were made.

        - enterprise: Whose.
        - state: Only those in this state.
        - limit: How many: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if state is not None:
            d["state"] = state
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_SeriesPage(self._call("series.list", d))

    def update(
        self, *,
        enterprise: str,
        series: IdLike,
        version: int | None = None,
        name: str | Keep = KEEP,
        keep_ahead: int | Keep = KEEP,
        template: t.TemplateInput | Keep = KEEP,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.SeriesWithCycles:
        """Changes a series: `series.update`. What is left out stays. Cycles that exist keep
        what they have; a new template reaches those not made yet (R10).

        Errors: `conflict` for a stale version; as in `CreateSeries`.

        - enterprise: Whose.
        - series: Which.
        - version: The version that the caller saw; none: whatever is there (R35).
        - name: What staff call it.
        - keep_ahead: How many cycles are kept ready; more are made at once.
        - template: What each new cycle is made of: the whole template.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["series"] = encode_uuid(series)
        if version is not None:
            d["version"] = version
        if not isinstance(name, Keep):
            d["name"] = name
        if not isinstance(keep_ahead, Keep):
            d["keep_ahead"] = keep_ahead
        if not isinstance(template, Keep):
            d["template"] = t.encode_TemplateInput(template)
        return t.decode_SeriesWithCycles(self._call("series.update", d, key, dry_run))

    def finish(
        self, *,
        enterprise: str,
        series: IdLike,
        version: int | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.Series:
        """Ends a series: `series.finish`. No further cycles are made; those that exist stay.

        Errors: `conflict` for a stale version; `wrong_state` when it has ended already.

        - enterprise: Whose.
        - series: Which.
        - version: The version that the caller saw; none: whatever is there (R35).
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["series"] = encode_uuid(series)
        if version is not None:
            d["version"] = version
        return t.decode_Series(self._call("series.finish", d, key, dry_run))

    def cycles(
        self, *,
        enterprise: str,
        series: IdLike,
        opens_from: datetime.datetime | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.SeriesCyclePage:
        """Lists the cycles of a series: `series.cycles`, by opening.

        Errors: `not_found`.

        - enterprise: Whose.
        - series: Which series.
        - opens_from: Only those that open at this instant or later.
        - limit: How many: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["series"] = encode_uuid(series)
        if opens_from is not None:
            d["opens_from"] = encode_instant(opens_from)
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_SeriesCyclePage(self._call("series.cycles", d))

    def attach(
        self, *,
        enterprise: str,
        series: IdLike,
        cycle: IdLike,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.SeriesCycleView:
        """Puts a cycle into a series by hand: `series.attach`. In a series with a rule it has
        no number, so that only lines due in every cycle apply to it; otherwise cycles are
        numbered as attached (R6). The standing orders of the series get their orders at the
        next tick (R21).

        Errors: `not_found`; `already_exists` when it belongs to the series; `wrong_state`
        for an ended series or a cycle that is over.

        - enterprise: Whose.
        - series: Into which series.
        - cycle: Which cycle.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["series"] = encode_uuid(series)
        d["cycle"] = encode_uuid(cycle)
        return t.decode_SeriesCycleView(self._call("series.attach", d, key, dry_run))

    def detach(
        self, *,
        enterprise: str,
        series: IdLike,
        cycle: IdLike,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.SeriesCycleView:
        """Takes a cycle out of a series: `series.detach`. The cycle itself stays; its number
        is not given to another.

        Errors: `not_found`; `wrong_state` when standing orders of the series have outcomes
        in it.

        - enterprise: Whose.
        - series: Out of which series.
        - cycle: Which cycle.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["series"] = encode_uuid(series)
        d["cycle"] = encode_uuid(cycle)
        return t.decode_SeriesCycleView(self._call("series.detach", d, key, dry_run))

    def preview(
        self, *,
        enterprise: str,
        series: IdLike | None = None,
        name: str | None = None,
        schedule: t.ScheduleInput | None = None,
        template: t.TemplateInput | None = None,
        count: int | None = None,
    ) -> t.SeriesPreview:
        """The cycles that a series would bring forth: `series.preview`. Of an existing series,
        those that it has not made yet; or of a schedule that is being written. Nothing is
        saved.

        Errors: `not_found`; as in `series.create`.

        - enterprise: Whose.
        - series: An existing series; otherwise say `schedule`.
        - name: The name of a series to be, for the names of its cycles.
        - schedule: The schedule of a series to be.
        - template: What its cycles would be made of; collection windows follow from it.
        - count: How many cycles: 1 to 100, usually 10.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if series is not None:
            d["series"] = encode_uuid(series)
        if name is not None:
            d["name"] = name
        if schedule is not None:
            d["schedule"] = t.encode_ScheduleInput(schedule)
        if template is not None:
            d["template"] = t.encode_TemplateInput(template)
        if count is not None:
            d["count"] = count
        return t.decode_SeriesPreview(self._call("series.preview", d))


class Cycles:
    """`hub.cycles`."""

    __slots__ = ("_call",)

    def __init__(self, call: Call) -> None:
        self._call = call

    def create(
        self, *,
        enterprise: str,
        name: str,
        zone: str | None = None,
        opens_at: datetime.datetime,
        closes_at: datetime.datetime,
        outgoing: Sequence[t.ExchangeInput] = (),
        incoming: Sequence[t.SupplyInput] = (),
        series: IdLike | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.CycleWithOffers:
        """Makes a cycle by hand: `cycles.create`. It opens and closes by the tick like any
        other.

        Errors: `end_before_start`, `unknown_zone`, `unknown_reference`, `duplicate`,
        `not_a_step`, `wrong_currency` in the violations of `invalid_input`; `not_found` and
        `wrong_state` for the series.

        - enterprise: Whose.
        - name: What customers see.
        - zone: The zone of its local times; usually the enterprise's.
        - opens_at: The local time at which customers may begin to order; a past one opens it
          at the next tick.
        - closes_at: The local time from which they may not order any more (R1).
        - outgoing: Who distributes what, each distributor once.
        - incoming: Who supplies, each supplier once.
        - series: A series to which it belongs from the start, as with `series.attach`.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["name"] = name
        if zone is not None:
            d["zone"] = zone
        d["opens_at"] = encode_local(opens_at)
        d["closes_at"] = encode_local(closes_at)
        if outgoing != ():
            d["outgoing"] = encode_list(outgoing, t.encode_ExchangeInput)
        if incoming != ():
            d["incoming"] = encode_list(incoming, t.encode_SupplyInput)
        if series is not None:
            d["series"] = encode_uuid(series)
        return t.decode_CycleWithOffers(self._call("cycles.create", d, key, dry_run))

    def get(
        self, *,
        enterprise: str,
        cycle: IdLike,
    ) -> t.CycleWithOffers:
        """Reads one cycle with its offers: `cycles.get`. For customers too.

        Errors: `not_found`.

        - enterprise: Whose.
        - cycle: Which.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["cycle"] = encode_uuid(cycle)
        return t.decode_CycleWithOffers(self._call("cycles.get", d))

    def list(
        self, *,
        enterprise: str,
        opens_from: datetime.datetime | None = None,
        opens_before: datetime.datetime | None = None,
        state: t.CycleState | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.CyclePage:
        """Lists cycles: `cycles.list`, by opening. For customers too.

        - enterprise: Whose.
        - opens_from: Only those that open at this instant or later.
        - opens_before: Only those that open before this instant.
        - state: Only those in this state.
        - limit: How many: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if opens_from is not None:
            d["opens_from"] = encode_instant(opens_from)
        if opens_before is not None:
            d["opens_before"] = encode_instant(opens_before)
        if state is not None:
            d["state"] = state
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_CyclePage(self._call("cycles.list", d))

    def update_offers(
        self, *,
        enterprise: str,
        cycle: IdLike,
        version: int | None = None,
        offers: Sequence[t.OfferPatch] = (),
        removed: Sequence[t.OfferName] = (),
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.CycleWithOffers:
        """Changes what is offered in an upcoming or open cycle: `cycles.update_offers`. All or
        none.

        A new price holds for lines that come in from now on; lines already there keep
        theirs (R24). A new stock moves what is free by the difference.

        Errors: `conflict` for a stale version; `insufficient_stock` for a stock below what
        is claimed; `wrong_state` for a cycle in another state, or when orders hold an offer
        that is to go.

        - enterprise: Whose.
        - cycle: In which cycle.
        - version: The version of the cycle that the caller saw; none: whatever is there
          (R35).
        - offers: The offers that change or are new, each once.
        - removed: The offers that go.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["cycle"] = encode_uuid(cycle)
        if version is not None:
            d["version"] = version
        if offers != ():
            d["offers"] = encode_list(offers, t.encode_OfferPatch)
        if removed != ():
            d["removed"] = encode_list(removed, t.encode_OfferName)
        return t.decode_CycleWithOffers(self._call("cycles.update_offers", d, key, dry_run))

    def outcomes(
        self, *,
        enterprise: str,
        cycle: IdLike,
        kind: t.OutcomeKind | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.OutcomePage:
        """Lists what became of the standing orders in a cycle: `cycles.outcomes`.

        Errors: `not_found`.

        - enterprise: Whose.
        - cycle: In which cycle.
        - kind: Only those of this kind.
        - limit: How many: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["cycle"] = encode_uuid(cycle)
        if kind is not None:
            d["kind"] = kind
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_OutcomePage(self._call("cycles.outcomes", d))


class StandingOrders:
    """`hub.standing_orders`."""

    __slots__ = ("_call",)

    def __init__(self, call: Call) -> None:
        self._call = call

    def create(
        self, *,
        enterprise: str,
        customer: IdLike,
        series: IdLike | None = None,
        cycles: Sequence[IdLike] = (),
        distributor: str,
        starts_on: datetime.date | None = None,
        ends_on: datetime.date | None = None,
        lines: Sequence[t.LineInput] = (),
        from_saved_list: IdLike | None = None,
        every: int | None = None,
        mode: t.Mode | None = None,
        shipping_method: str | None = None,
        payment_method: str | None = None,
        shipping_address: t.Address | None = None,
        note: str | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.StandingOrderSaved:
        """Makes a standing order: `standing_orders.create`. Customers may, where the hub lets
        them (D13).

        Its orders are made when cycles open; for cycles that are open now, at the next
        tick.

        Errors: `unknown_reference`, `not_eligible`, `not_a_step`, `end_before_start`,
        `not_allowed`; `wrong_state` for an erased customer. An archived one is restored
        (A12).

        - enterprise: At which enterprise.
        - customer: For whom.
        - series: For every cycle of this series; or else give `cycles`.
        - cycles: For these cycles alone.
        - distributor: Who distributes it.
        - starts_on: The first date; none: today, in the enterprise's zone.
        - ends_on: The last date, itself included; none: open-ended.
        - lines: What is wanted: 1 to 500 lines; or else give `from_saved_list`.
        - from_saved_list: A saved list of the customer's, whose lines are wanted as they are
          now (A14).
        - every: The cadence of lines that name none: every *n*th cycle, usually 1.
        - mode: Who makes its orders; usually the tick (D10).
        - shipping_method: The host's shipping method; none: the customer's preference.
        - payment_method: The host's payment method; none: the customer's preference.
        - shipping_address: Where goods go; none: the customer's address.
        - note: A note that is printed on sheets.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        if series is not None:
            d["series"] = encode_uuid(series)
        if cycles != ():
            d["cycles"] = encode_list(cycles, encode_uuid)
        d["distributor"] = distributor
        if starts_on is not None:
            d["starts_on"] = encode_date(starts_on)
        if ends_on is not None:
            d["ends_on"] = encode_date(ends_on)
        if lines != ():
            d["lines"] = encode_list(lines, t.encode_LineInput)
        if from_saved_list is not None:
            d["from_saved_list"] = encode_uuid(from_saved_list)
        if every is not None:
            d["every"] = every
        if mode is not None:
            d["mode"] = mode
        if shipping_method is not None:
            d["shipping_method"] = shipping_method
        if payment_method is not None:
            d["payment_method"] = payment_method
        if shipping_address is not None:
            d["shipping_address"] = t.encode_Address(shipping_address)
        if note is not None:
            d["note"] = note
        return t.decode_StandingOrderSaved(self._call("standing_orders.create", d, key, dry_run))

    def get(
        self, *,
        enterprise: str,
        standing_order: IdLike,
    ) -> t.StandingOrder:
        """Reads one standing order: `standing_orders.get`.

        Errors: `not_found`.

        - enterprise: At which enterprise.
        - standing_order: Which.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["standing_order"] = encode_uuid(standing_order)
        return t.decode_StandingOrder(self._call("standing_orders.get", d))

    def list(
        self, *,
        enterprise: str,
        customer: IdLike | None = None,
        series: IdLike | None = None,
        state: t.StandingOrderState | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.StandingOrderPage:
        """Lists standing orders: `standing_orders.list`. A customer sees his own.

        - enterprise: Of which enterprise.
        - customer: Of this customer.
        - series: Of this series.
        - state: In this state.
        - limit: How many: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if customer is not None:
            d["customer"] = encode_uuid(customer)
        if series is not None:
            d["series"] = encode_uuid(series)
        if state is not None:
            d["state"] = state
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_StandingOrderPage(self._call("standing_orders.list", d))

    def revise(
        self, *,
        enterprise: str,
        standing_order: IdLike,
        version: int | None = None,
        holds_from: datetime.date | None = None,
        lines: Sequence[t.LineInput] | Keep = KEEP,
        shipping_method: str | None | Keep = KEEP,
        payment_method: str | None | Keep = KEEP,
        shipping_address: t.Address | None | Keep = KEEP,
        note: str | None | Keep = KEEP,
        later: t.LaterRevisions | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.StandingOrderSaved:
        """Changes what a standing order holds, from a date on: `standing_orders.revise`.
        Earlier revisions stay readable; orders that are open follow by merge (D8).

        Errors: those of creating; `conflict` for a stale version; `wrong_state` when it has
        ended.

        - enterprise: At which enterprise.
        - standing_order: Which.
        - version: The version that the caller saw; none: whatever is there (R35).
        - holds_from: The first date on which it holds; none: today.
        - lines: The lines: the whole list.
        - shipping_method: The host's shipping method; null: the customer's preference.
        - payment_method: The host's payment method; null: the customer's preference.
        - shipping_address: Where goods go; null: the customer's address.
        - note: A note that is printed on sheets; null: none.
        - later: What becomes of revisions of later dates; usually `carry`.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["standing_order"] = encode_uuid(standing_order)
        if version is not None:
            d["version"] = version
        if holds_from is not None:
            d["holds_from"] = encode_date(holds_from)
        if not isinstance(lines, Keep):
            d["lines"] = encode_list(lines, t.encode_LineInput)
        if not isinstance(shipping_method, Keep):
            d["shipping_method"] = shipping_method
        if not isinstance(payment_method, Keep):
            d["payment_method"] = payment_method
        if not isinstance(shipping_address, Keep):
            d["shipping_address"] = None if shipping_address is None else t.encode_Address(shipping_address)
        if not isinstance(note, Keep):
            d["note"] = note
        if later is not None:
            d["later"] = later
        return t.decode_StandingOrderSaved(self._call("standing_orders.revise", d, key, dry_run))

    def skip(
        self, *,
        enterprise: str,
        standing_order: IdLike,
        version: int | None = None,
        cycles: Sequence[IdLike] = (),
        dates: Sequence[datetime.date] = (),
        variant: str | None = None,
        open_orders: t.OpenOrders | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.StandingOrderSaved:
        """Leaves cycles out: `standing_orders.skip`. The whole order, or one line of it.

        A skip of one cycle whose order exists cancels that order; of several, say
        `open_orders` (R29).

        Errors: `limit_passed` (D14), `skip_limit` (R33), `open_orders_exist`,
        `unknown_reference`.

        - enterprise: At which enterprise.
        - standing_order: Which standing order.
        - version: The version that the caller saw; none: whatever is there.
        - cycles: These cycles.
        - dates: The cycles of these dates (R3), which need not exist yet.
        - variant: Only the line of this variant; none: the whole order.
        - open_orders: What becomes of orders that are open in several cycles.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["standing_order"] = encode_uuid(standing_order)
        if version is not None:
            d["version"] = version
        if cycles != ():
            d["cycles"] = encode_list(cycles, encode_uuid)
        if dates != ():
            d["dates"] = encode_list(dates, encode_date)
        if variant is not None:
            d["variant"] = variant
        if open_orders is not None:
            d["open_orders"] = open_orders
        return t.decode_StandingOrderSaved(self._call("standing_orders.skip", d, key, dry_run))

    def unskip(
        self, *,
        enterprise: str,
        standing_order: IdLike,
        version: int | None = None,
        cycles: Sequence[IdLike] = (),
        dates: Sequence[datetime.date] = (),
        variant: str | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.StandingOrderSaved:
        """Takes skips back: `standing_orders.unskip`, until the limit. An order that the skip
        cancelled is revived at the next tick under its old id (R29).

        Errors: `wrong_state` when nothing of it is skipped, `limit_passed`.

        - enterprise: At which enterprise.
        - standing_order: Which standing order.
        - version: The version that the caller saw; none: whatever is there.
        - cycles: These cycles.
        - dates: The cycles of these dates.
        - variant: Only the line of this variant; none: the whole order.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["standing_order"] = encode_uuid(standing_order)
        if version is not None:
            d["version"] = version
        if cycles != ():
            d["cycles"] = encode_list(cycles, encode_uuid)
        if dates != ():
            d["dates"] = encode_list(dates, encode_date)
        if variant is not None:
            d["variant"] = variant
        return t.decode_StandingOrderSaved(self._call("standing_orders.unskip", d, key, dry_run))

    def pause(
        self, *,
        enterprise: str,
        standing_order: IdLike,
        version: int | None = None,
        starts_on: datetime.date,
        ends_on: datetime.date | None = None,
        open_orders: t.OpenOrders | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.StandingOrderSaved:
        """Pauses a standing order between two dates: `standing_orders.pause`. Cycles whose
        date (R3) lies within make no order.

        Errors: `end_before_start`, `open_orders_exist` (R29), `limit_passed`, `conflict`.

        - enterprise: At which enterprise.
        - standing_order: Which.
        - version: The version that the caller saw; none: whatever is there.
        - starts_on: The first date without orders.
        - ends_on: The last date without orders; none: until further notice.
        - open_orders: What becomes of orders that are open in that time.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["standing_order"] = encode_uuid(standing_order)
        if version is not None:
            d["version"] = version
        d["starts_on"] = encode_date(starts_on)
        if ends_on is not None:
            d["ends_on"] = encode_date(ends_on)
        if open_orders is not None:
            d["open_orders"] = open_orders
        return t.decode_StandingOrderSaved(self._call("standing_orders.pause", d, key, dry_run))

    def resume(
        self, *,
        enterprise: str,
        standing_order: IdLike,
        version: int | None = None,
        resumes_on: datetime.date | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.StandingOrderSaved:
        """Ends the pauses of a standing order: `standing_orders.resume`. Cycles that are open
        by then get their order at the next tick (R21).

        Errors: `wrong_state` when it is not paused.

        - enterprise: At which enterprise.
        - standing_order: Which.
        - version: The version that the caller saw; none: whatever is there.
        - resumes_on: The first date with orders again; none: today, in the enterprise's zone.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["standing_order"] = encode_uuid(standing_order)
        if version is not None:
            d["version"] = version
        if resumes_on is not None:
            d["resumes_on"] = encode_date(resumes_on)
        return t.decode_StandingOrderSaved(self._call("standing_orders.resume", d, key, dry_run))

    def finish(
        self, *,
        enterprise: str,
        standing_order: IdLike,
        version: int | None = None,
        ends_on: datetime.date | None = None,
        open_orders: t.OpenOrders | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.StandingOrderSaved:
        """Ends a standing order: `standing_orders.finish`, now or after a date. What it made
        stays.

        Errors: `end_before_start`, `open_orders_exist` (R29), `limit_passed` for an order
        that would go, `wrong_state` when it has ended.

        - enterprise: At which enterprise.
        - standing_order: Which.
        - version: The version that the caller saw; none: whatever is there.
        - ends_on: The last date, itself included; none: it ends now.
        - open_orders: What becomes of orders that are open after that.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["standing_order"] = encode_uuid(standing_order)
        if version is not None:
            d["version"] = version
        if ends_on is not None:
            d["ends_on"] = encode_date(ends_on)
        if open_orders is not None:
            d["open_orders"] = open_orders
        return t.decode_StandingOrderSaved(self._call("standing_orders.finish", d, key, dry_run))

    def explain(
        self, *,
        enterprise: str,
        standing_order: IdLike,
        cycle: IdLike,
    ) -> t.Explanation:
        """Says what happened, or will happen, to a standing order in a cycle, and which rule
        decides: `standing_orders.explain` (E7).

        Errors: `not_found`.

        - enterprise: At which enterprise.
        - standing_order: Which standing order.
        - cycle: In which cycle.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["standing_order"] = encode_uuid(standing_order)
        d["cycle"] = encode_uuid(cycle)
        return t.decode_Explanation(self._call("standing_orders.explain", d))

    def timeline(
        self, *,
        enterprise: str,
        standing_order: IdLike,
    ) -> t.TimelinePage:
        """Shows a standing order's past cycles with what became of them, and the coming ones
        with what will: `standing_orders.timeline` (D9).

        Errors: `not_found`.

        - enterprise: At which enterprise.
        - standing_order: Which standing order.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["standing_order"] = encode_uuid(standing_order)
        return t.decode_TimelinePage(self._call("standing_orders.timeline", d))


class Orders:
    """`hub.orders`."""

    __slots__ = ("_call",)

    def __init__(self, call: Call) -> None:
        self._call = call

    def record(
        self, *,
        enterprise: str,
        cycle: IdLike,
        distributor: str,
        customer: IdLike | None = None,
        email: str | None = None,
        fields: t.CustomerFields | None = None,
        lines: Sequence[t.LineWanted],
        by_hand: bool = False,
        shipping_method: str | None = None,
        payment_method: str | None = None,
        shipping_address: t.Address | None = None,
        quoted_fees: Sequence[t.QuotedFeeInput] = (),
        note: str | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.OrderWithLines:
        """Records an order of the shop: `orders.record`. It is placed at once and takes its
        stock in the same transaction. An e-mail address finds its default customer, or
        makes one (A5, R17). Whether he may shop at all the host asks before, with
        `customers.may_shop` (A11).

        Errors: `cycle_not_open`, `insufficient_stock` with every short line,
        `unknown_reference`; `already_exists` for a new customer's code that is in use;
        `wrong_state` for an erased customer. An archived one is restored (A12).

        - enterprise: Who sells.
        - cycle: In which cycle.
        - distributor: Who distributes.
        - customer: Who orders; or else give `email`.
        - email: Who orders, by e-mail address.
        - fields: What is known of a customer whom the address does not find.
        - lines: What is ordered.
        - by_hand: Where it comes from; usually the shop.
        - shipping_method: The host's shipping method; none: the customer's preference.
        - payment_method: The host's payment method; none: the customer's preference.
        - shipping_address: Where goods go; none: the customer's address.
        - quoted_fees: What the host charges for shipping and payment.
        - note: A note that is printed on sheets.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["cycle"] = encode_uuid(cycle)
        d["distributor"] = distributor
        if customer is not None:
            d["customer"] = encode_uuid(customer)
        if email is not None:
            d["email"] = email
        if fields is not None:
            d["fields"] = t.encode_CustomerFields(fields)
        d["lines"] = encode_list(lines, t.encode_LineWanted)
        if by_hand:
            d["by_hand"] = by_hand
        if shipping_method is not None:
            d["shipping_method"] = shipping_method
        if payment_method is not None:
            d["payment_method"] = payment_method
        if shipping_address is not None:
            d["shipping_address"] = t.encode_Address(shipping_address)
        if quoted_fees != ():
            d["quoted_fees"] = encode_list(quoted_fees, t.encode_QuotedFeeInput)
        if note is not None:
            d["note"] = note
        return t.decode_OrderWithLines(self._call("orders.record", d, key, dry_run))

    def get(
        self, *,
        enterprise: str,
        order: IdLike,
    ) -> t.OrderWithLines:
        """Reads one order with its lines: `orders.get`.

        Errors: `not_found`.

        - enterprise: Who sells.
        - order: Which.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["order"] = encode_uuid(order)
        return t.decode_OrderWithLines(self._call("orders.get", d))

    def list(
        self, *,
        enterprise: str,
        cycle: IdLike | None = None,
        customer: IdLike | None = None,
        standing_order: IdLike | None = None,
        state: t.OrderState | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.OrderWithLinesPage:
        """Lists orders with their lines: `orders.list`. A customer sees his own.

        - enterprise: Who sells.
        - cycle: In this cycle.
        - customer: Of this customer.
        - standing_order: Of this standing order.
        - state: In this state.
        - limit: How many: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if cycle is not None:
            d["cycle"] = encode_uuid(cycle)
        if customer is not None:
            d["customer"] = encode_uuid(customer)
        if standing_order is not None:
            d["standing_order"] = encode_uuid(standing_order)
        if state is not None:
            d["state"] = state
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_OrderWithLinesPage(self._call("orders.list", d))

    def edit(
        self, *,
        enterprise: str,
        order: IdLike,
        version: int | None = None,
        set_lines: Sequence[t.LineWanted] = (),
        shipping_method: str | None | Keep = KEEP,
        payment_method: str | None | Keep = KEEP,
        shipping_address: t.Address | None | Keep = KEEP,
        note: str | None | Keep = KEEP,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.OrderWithLines:
        """Changes an order: `orders.edit`. Lines that are not named stay. Lines that stand
        keep their price, new ones take today's (R24). Taking the last line out cancels the
        order (R26).

        Errors: `limit_passed` at the limit or later (R1), `insufficient_stock`, `conflict`
        for a stale version (R35), `skip_limit` (R26), `unknown_reference`, `wrong_state`.

        - enterprise: Who sells.
        - order: Which order.
        - version: The version that the caller saw; none: whatever is there.
        - set_lines: How much there shall be of these variants; 0 takes one out.
        - shipping_method: The host's shipping method.
        - payment_method: The host's payment method.
        - shipping_address: Where goods go.
        - note: A note that is printed on sheets.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["order"] = encode_uuid(order)
        if version is not None:
            d["version"] = version
        if set_lines != ():
            d["set_lines"] = encode_list(set_lines, t.encode_LineWanted)
        if not isinstance(shipping_method, Keep):
            d["shipping_method"] = shipping_method
        if not isinstance(payment_method, Keep):
            d["payment_method"] = payment_method
        if not isinstance(shipping_address, Keep):
            d["shipping_address"] = None if shipping_address is None else t.encode_Address(shipping_address)
        if not isinstance(note, Keep):
            d["note"] = note
        return t.decode_OrderWithLines(self._call("orders.edit", d, key, dry_run))

    def cancel(
        self, *,
        enterprise: str,
        order: IdLike,
        version: int | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.OrderWithLines:
        """Cancels an order: `orders.cancel`. Its stock is free again; its cycle counts as
        skipped. Staff cancel a held order after its close too.

        Errors: `limit_passed`, `wrong_state`, `conflict`, `skip_limit`.

        - enterprise: Who sells.
        - order: Which order.
        - version: The version that the caller saw; none: whatever is there.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["order"] = encode_uuid(order)
        if version is not None:
            d["version"] = version
        return t.decode_OrderWithLines(self._call("orders.cancel", d, key, dry_run))

    def confirm(
        self, *,
        enterprise: str,
        order: IdLike,
        version: int | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.OrderWithLines:
        """Confirms a pending order before its cycle closes: `orders.confirm`. It is placed
        now; it may still be changed until the limit (R34). Confirming twice is no harm.

        Errors: `limit_passed`, `wrong_state`, `conflict`.

        - enterprise: Who sells.
        - order: Which order.
        - version: The version that the caller saw; none: whatever is there.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["order"] = encode_uuid(order)
        if version is not None:
            d["version"] = version
        return t.decode_OrderWithLines(self._call("orders.confirm", d, key, dry_run))

    def release(
        self, *,
        enterprise: str,
        order: IdLike,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.OrderWithLines:
        """Releases a held order: `orders.release`. Staff only. Where its cycle has closed, it
        is placed, until collection begins (R39); what a missed cycle left held, at any time
        (R25).

        Errors: `wrong_state` when it is not held.

        - enterprise: Who sells.
        - order: Which order.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["order"] = encode_uuid(order)
        return t.decode_OrderWithLines(self._call("orders.release", d, key, dry_run))

    def create_ahead(
        self, *,
        enterprise: str,
        standing_order: IdLike,
        cycles: Sequence[IdLike],
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.OrderWithLinesPage:
        """Makes the orders of a standing order for picked cycles that have not opened:
        `orders.create_ahead`. They hold no stock until their cycle opens, and claim it
        before any order is generated (R27).

        Errors: `already_exists` for a cycle that has its order, `wrong_state` for one that
        has opened or in which the standing order is not due.

        - enterprise: Who sells.
        - standing_order: Whose orders.
        - cycles: For which cycles.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["standing_order"] = encode_uuid(standing_order)
        d["cycles"] = encode_list(cycles, encode_uuid)
        return t.decode_OrderWithLinesPage(self._call("orders.create_ahead", d, key, dry_run))

    def duplicate(
        self, *,
        enterprise: str,
        order: IdLike,
        cycles: Sequence[IdLike],
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.OrderWithLinesPage:
        """Duplicates an order into picked cycles: `orders.duplicate`. In cycles that have not
        opened the copies are made ahead. The copy of a standing order's order is that
        standing order's order there.

        Errors: `wrong_state` for a cycle that has opened or an order of nothing,
        `already_exists`.

        - enterprise: Who sells.
        - order: Which order.
        - cycles: Into which cycles.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["order"] = encode_uuid(order)
        d["cycles"] = encode_list(cycles, encode_uuid)
        return t.decode_OrderWithLinesPage(self._call("orders.duplicate", d, key, dry_run))

    def adopt(
        self, *,
        enterprise: str,
        order: IdLike,
        standing_order: IdLike,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.OrderWithLines:
        """Makes an order of the shop the one that a standing order has in its cycle:
        `orders.adopt`. None is generated then.

        Errors: `wrong_state` for another customer's or another standing order's order,
        `already_exists`.

        - enterprise: Who sells.
        - order: Which order.
        - standing_order: By which standing order.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["order"] = encode_uuid(order)
        d["standing_order"] = encode_uuid(standing_order)
        return t.decode_OrderWithLines(self._call("orders.adopt", d, key, dry_run))

    def detach(
        self, *,
        enterprise: str,
        order: IdLike,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.OrderWithLines:
        """Takes an order out of its standing order: `orders.detach`. The order stays; the pair
        counts as skipped, and no other is generated (R27).

        Errors: `wrong_state` when it belongs to none, `limit_passed`.

        - enterprise: Who sells.
        - order: Which order.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["order"] = encode_uuid(order)
        return t.decode_OrderWithLines(self._call("orders.detach", d, key, dry_run))

    def reassign(
        self, *,
        enterprise: str,
        order: IdLike,
        customer: IdLike,
        version: int | None = None,
        with_payments: bool = False,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.OrderWithLines:
        """Gives an order to another customer of the enterprise: `orders.reassign` (A5, R38).
        Packing sheets, history and balance follow, whatever its state: what it charged is
        taken back from the one and charged to the other, for the original days. Staff only.

        A standing order that made it stays with its owner, and so does what became of that
        cycle. The flag `check_customer` is cleared; naming the customer who has the order
        already says that he is the right one, and clears it too.

        Errors: `wrong_state` for a customer who has it already and need not be checked, or
        who is archived, erased or was merged into another; `unknown_reference` for one who
        is not there; `conflict` for a stale version.

        - enterprise: Who sells.
        - order: Which order.
        - customer: To whom.
        - version: The version that the caller saw; none: whatever is there.
        - with_payments: Whether payments, refunds and credits that name the order go with it;
          usually they stay with who paid.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["order"] = encode_uuid(order)
        d["customer"] = encode_uuid(customer)
        if version is not None:
            d["version"] = version
        if with_payments:
            d["with_payments"] = with_payments
        return t.decode_OrderWithLines(self._call("orders.reassign", d, key, dry_run))


class PastOrders:
    """`hub.past_orders`."""

    __slots__ = ("_call",)

    def __init__(self, call: Call) -> None:
        self._call = call

    def record(
        self, *,
        enterprise: str,
        orders: Sequence[t.PastOrderInput],
        create_customers: bool = False,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.PastOrdersRecorded:
        """Records orders from before Milkround, or from outside of any cycle:
        `past_orders.record` (A5, A13). Staff only. All or none, with every fault at its
        path. An order whose reference is known replaces what was recorded; the same list
        twice changes nothing.

        An address that is known links the order to its default customer. An unknown one
        makes no customer unless `create_customers` says so: the order waits for
        `customers.link_orders`. Past orders charge nothing: opening balances are entered
        with `ledger.record`. They count among the customer's orders, and in his history and
        sales. What belongs to an erased customer stays as it is.

        - enterprise: Who sold.
        - orders: The orders, each once; at most 1,000.
        - create_customers: Whether an unknown address makes a customer.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["orders"] = encode_list(orders, t.encode_PastOrderInput)
        if create_customers:
            d["create_customers"] = create_customers
        return t.decode_PastOrdersRecorded(self._call("past_orders.record", d, key, dry_run))

    def list(
        self, *,
        enterprise: str,
        customer: IdLike | None = None,
        reference: str | None = None,
        linked: bool | None = None,
        state: t.PastOrderState | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.PastOrderPage:
        """Lists past orders, the newest first: `past_orders.list`. A customer sees his own.

        Errors: `malformed` for the token of another list.

        - enterprise: Who sold.
        - customer: Of this customer.
        - reference: Only this one, by what the host calls it.
        - linked: True: only those that belong to a customer; false: only those that belong to
          nobody yet.
        - state: In this state.
        - limit: How many: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if customer is not None:
            d["customer"] = encode_uuid(customer)
        if reference is not None:
            d["reference"] = reference
        if linked is not None:
            d["linked"] = linked
        if state is not None:
            d["state"] = state
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_PastOrderPage(self._call("past_orders.list", d))


class SavedLists:
    """`hub.saved_lists`."""

    __slots__ = ("_call",)

    def __init__(self, call: Call) -> None:
        self._call = call

    def save(
        self, *,
        enterprise: str,
        customer: IdLike,
        saved_list: IdLike | None = None,
        version: int | None = None,
        name: str,
        lines: Sequence[t.LineWanted],
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.SavedList:
        """Saves a list of items that a customer takes again and again: `saved_lists.save`
        (A14). Without `saved_list`, a list of his that has the name is replaced, ignoring
        case and accents; else it is a new one. Customers may save their own.

        Errors: `not_found`; `already_exists` for a name that another list of his has;
        `wrong_state` for an erased customer; `conflict` for a stale version.

        - enterprise: At which enterprise.
        - customer: Whose; at most 50 lists.
        - saved_list: Which list to replace; none: that of this name, or a new one.
        - version: The version that the caller saw; none: whatever is there (R35).
        - name: What he calls it.
        - lines: What shall stand in it: 1 to 200 lines, each variant once.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        if saved_list is not None:
            d["saved_list"] = encode_uuid(saved_list)
        if version is not None:
            d["version"] = version
        d["name"] = name
        d["lines"] = encode_list(lines, t.encode_LineWanted)
        return t.decode_SavedList(self._call("saved_lists.save", d, key, dry_run))

    def list(
        self, *,
        enterprise: str,
        customer: IdLike,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.SavedListPage:
        """Lists a customer's saved lists by name: `saved_lists.list` (A14). Customers may read
        their own.

        Errors: `not_found` for the customer; `malformed` for the token of another list.

        - enterprise: At which enterprise.
        - customer: Whose.
        - limit: How many: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_SavedListPage(self._call("saved_lists.list", d))

    def remove(
        self, *,
        enterprise: str,
        saved_list: IdLike,
        version: int | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.SavedList:
        """Removes a saved list and answers with it: `saved_lists.remove` (A14). Customers may
        remove their own.

        Errors: `not_found`; `conflict` for a stale version.

        - enterprise: At which enterprise.
        - saved_list: Which list.
        - version: The version that the caller saw; none: whatever is there (R35).
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["saved_list"] = encode_uuid(saved_list)
        if version is not None:
            d["version"] = version
        return t.decode_SavedList(self._call("saved_lists.remove", d, key, dry_run))

    def from_order(
        self, *,
        enterprise: str,
        order: IdLike,
        name: str,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.SavedList:
        """Saves what stands in an order as a list: `saved_lists.from_order` (A14). A list of
        the customer's that has the name is replaced. Customers may do so with their own
        orders.

        Errors: `not_found`; `wrong_state` for an order of nothing, or an erased customer.

        - enterprise: At which enterprise.
        - order: Which order; the list is its customer's.
        - name: What he calls the list.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["order"] = encode_uuid(order)
        d["name"] = name
        return t.decode_SavedList(self._call("saved_lists.from_order", d, key, dry_run))

    def add_to_order(
        self, *,
        enterprise: str,
        saved_list: IdLike,
        order: IdLike,
        version: int | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.AddedToOrder:
        """Adds what stands in a saved list to an order that can still be changed:
        `saved_lists.add_to_order` (A14). Lines that the order has grow. What is not there
        is left out and told; what is there in part is added in part. Customers may do so
        with their own.

        Errors: `limit_passed`, `wrong_state`, `conflict`, as in `orders.edit`;
        `wrong_state` for another customer's order.

        - enterprise: At which enterprise.
        - saved_list: Which list.
        - order: To which order, of the same customer.
        - version: The version of the order that the caller saw; none: whatever is there.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["saved_list"] = encode_uuid(saved_list)
        d["order"] = encode_uuid(order)
        if version is not None:
            d["version"] = version
        return t.decode_AddedToOrder(self._call("saved_lists.add_to_order", d, key, dry_run))


class Ledger:
    """`hub.ledger`."""

    __slots__ = ("_call",)

    def __init__(self, call: Call) -> None:
        self._call = call

    def record(
        self, *,
        enterprise: str,
        customer: IdLike,
        kind: t.HandMade,
        amount: DecimalLike,
        order: IdLike | None = None,
        reference: str | None = None,
        note: str | None = None,
        booked_on: datetime.date | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.Posting:
        """Writes an entry into a customer's ledger: `ledger.record`. Staff only; call it with
        an idempotency key, so that a payment reported twice counts once (B8).

        Orders charge by themselves when they are placed. A wrong entry is reversed, never
        edited.

        Errors: `out_of_range` for no amount, `wrong_currency` for too many decimals,
        `unknown_reference` for an order or customer that is not there.

        - enterprise: Whose books.
        - customer: Whose account; of who was merged into another, that one's.
        - kind: What it is.
        - amount: How much, in the enterprise's currency: above 0, for an adjustment either
          way.
        - order: The customer's order that it belongs to; not for charges and adjustments:
          change the order.
        - reference: What the books outside call it: an invoice, a bank transfer.
        - note: Why, in words; at most 2,000 characters.
        - booked_on: The day for which it counts; none: today, in the enterprise's zone.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        d["kind"] = kind
        d["amount"] = encode_decimal(amount)
        if order is not None:
            d["order"] = encode_uuid(order)
        if reference is not None:
            d["reference"] = reference
        if note is not None:
            d["note"] = note
        if booked_on is not None:
            d["booked_on"] = encode_date(booked_on)
        return t.decode_Posting(self._call("ledger.record", d, key, dry_run))

    def reverse(
        self, *,
        enterprise: str,
        posting: IdLike,
        note: str | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.Posting:
        """Takes an entry back by its opposite: `ledger.reverse`. Both stay in the ledger.
        Staff only.

        Errors: `wrong_state` for an entry that is reversed already, is a reversal itself,
        or is what an order charged: edit or cancel that order.

        - enterprise: Whose books.
        - posting: Which entry.
        - note: Why, in words; at most 2,000 characters.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["posting"] = encode_uuid(posting)
        if note is not None:
            d["note"] = note
        return t.decode_Posting(self._call("ledger.reverse", d, key, dry_run))

    def list(
        self, *,
        enterprise: str,
        customer: IdLike | None = None,
        order: IdLike | None = None,
        kind: t.PostingKind | None = None,
        kinds: Sequence[t.PostingKind] = (),
        search: str | None = None,
        starts_on: datetime.date | None = None,
        ends_on: datetime.date | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.PostingPage:
        """Lists entries of the ledger, the latest day first: `ledger.list`. A customer sees
        his own.

        Errors: `malformed` for the token of another list; `end_before_start`.

        - enterprise: Whose books.
        - customer: Of this customer.
        - order: Of this order.
        - kind: Of this kind.
        - kinds: Of one of these kinds: for adjustments and refunds, say (A13); none: of any.
        - search: Each word must begin a word of the reference or the note, ignoring case and
          accents; at most 8. Where much is looked through for little, a page is short and
          `next_page` goes on.
        - starts_on: Booked for this day or later.
        - ends_on: Booked for this day or earlier.
        - limit: How many: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if customer is not None:
            d["customer"] = encode_uuid(customer)
        if order is not None:
            d["order"] = encode_uuid(order)
        if kind is not None:
            d["kind"] = kind
        if kinds != ():
            d["kinds"] = encode_list(kinds)
        if search is not None:
            d["search"] = search
        if starts_on is not None:
            d["starts_on"] = encode_date(starts_on)
        if ends_on is not None:
            d["ends_on"] = encode_date(ends_on)
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_PostingPage(self._call("ledger.list", d))

    def balance(
        self, *,
        enterprise: str,
        customer: IdLike,
    ) -> t.Balance:
        """Reads a customer's balance: `ledger.balance`. Customers may read their own.

        The balance is the sum of the entries, credits less charges: below zero, the
        customer owes. It is one row, however long the history. Of who was merged into
        another, it is that one's.

        Errors: `not_found`.

        - enterprise: Whose books.
        - customer: Of which customer.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        return t.decode_Balance(self._call("ledger.balance", d))

    def statement(
        self, *,
        enterprise: str,
        customer: IdLike,
        starts_on: datetime.date,
        ends_on: datetime.date,
        as_of: datetime.datetime | None = None,
    ) -> t.Statement:
        """The statement of a customer for a period: `ledger.statement`. Customers may read
        their own.

        Entries count by the day for which they are booked. What is written later for a day
        of the period changes a new statement, and never one asked for again with the same
        `as_of` (R38).

        Errors: `end_before_start`; `out_of_range` for a period of more than 10,000 entries.

        - enterprise: Whose books.
        - customer: Of which customer.
        - starts_on: The first day, in the enterprise's zone.
        - ends_on: The last day, itself included.
        - as_of: Only what was written by then, itself included; none: now.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        d["starts_on"] = encode_date(starts_on)
        d["ends_on"] = encode_date(ends_on)
        if as_of is not None:
            d["as_of"] = encode_instant(as_of)
        return t.decode_Statement(self._call("ledger.statement", d))


class Notices:
    """`hub.notices`."""

    __slots__ = ("_call",)

    def __init__(self, call: Call) -> None:
        self._call = call

    def list(
        self, *,
        enterprise: str,
        state: t.NoticeState | None = None,
        kind: t.NoticeKind | None = None,
        cycle: IdLike | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.NoticePage:
        """Lists notices: `notices.list`.

        - enterprise: Whose.
        - state: Only those in this state, by the time at which they are ready.
        - kind: Only those of this kind.
        - cycle: Only those about this cycle.
        - limit: How many: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if state is not None:
            d["state"] = state
        if kind is not None:
            d["kind"] = kind
        if cycle is not None:
            d["cycle"] = encode_uuid(cycle)
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_NoticePage(self._call("notices.list", d))

    def lease(
        self, *,
        enterprise: str,
        limit: int,
        seconds: int,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.NoticeBatch:
        """Takes notices for delivery: `notices.lease`, the oldest first. Whoever delivers one
        reports with its `fence`; what is not reported in time is given to the next who
        asks.

        - enterprise: Whose.
        - limit: How many at most: 1 to 100.
        - seconds: For how long, in seconds: 10 to 3,600.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["limit"] = limit
        d["seconds"] = seconds
        return t.decode_NoticeBatch(self._call("notices.lease", d, key, dry_run))

    def acknowledge(
        self, *,
        enterprise: str,
        notice: IdLike,
        fence: int,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.NoticeView:
        """Reports a delivery: `notices.acknowledge`. The same report again answers the same.

        Errors: `not_found`; `conflict` for a lease that is over; `wrong_state` when a
        failure was reported.

        - enterprise: Whose.
        - notice: Which.
        - fence: The fence that came with the lease.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["notice"] = encode_uuid(notice)
        d["fence"] = fence
        return t.decode_NoticeView(self._call("notices.acknowledge", d, key, dry_run))

    def report_failure(
        self, *,
        enterprise: str,
        notice: IdLike,
        fence: int,
        reason: str,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.NoticeView:
        """Reports a delivery that failed: `notices.report_failure`. It is tried again after a
        minute, two, four and so on, at most six hours; after eight failures it is parked.
        The same report again counts once.

        Errors: `not_found`; `conflict` for a lease that is over; `wrong_state` when it was
        delivered.

        - enterprise: Whose.
        - notice: Which.
        - fence: The fence that came with the lease.
        - reason: Why it failed, for the person who looks into it; at most 1,000 characters.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["notice"] = encode_uuid(notice)
        d["fence"] = fence
        d["reason"] = reason
        return t.decode_NoticeView(self._call("notices.report_failure", d, key, dry_run))

    def requeue(
        self, *,
        enterprise: str,
        notice: IdLike,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.NoticeView:
        """Gives a parked notice another eight tries: `notices.requeue`.

        Errors: `not_found`; `wrong_state` when it is not parked.

        - enterprise: Whose.
        - notice: Which.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["notice"] = encode_uuid(notice)
        return t.decode_NoticeView(self._call("notices.requeue", d, key, dry_run))


class Changes:
    """`hub.changes`."""

    __slots__ = ("_call",)

    def __init__(self, call: Call) -> None:
        self._call = call

    def list(
        self, *,
        enterprise: str,
        subject: IdLike | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.ChangePage:
        """Lists changes, the newest first: `changes.list`. Staff only.

        - enterprise: Whose.
        - subject: Only those of this customer, note, series, cycle, standing order or order.
        - limit: How many: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if subject is not None:
            d["subject"] = encode_uuid(subject)
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_ChangePage(self._call("changes.list", d))


class TestClock:
    """`hub.test_clock`."""

    __slots__ = ("_call",)

    def __init__(self, call: Call) -> None:
        self._call = call

    def advance(
        self, *,
        to: datetime.datetime,
        without_ticks: bool = False,
    ) -> t.ClockReport:
        """Turns the test clock forward: `test_clock.advance`. On the way it ticks whenever
        work is due, as a scheduler would that never sleeps. System only.

        Errors: `clock_refused` on the host's clock, or backwards.

        - to: Until when.
        - without_ticks: Whether nothing ticks on the way, as when the scheduler is down.
        """
        d: dict[str, Any] = {}
        d["to"] = encode_instant(to)
        if without_ticks:
            d["without_ticks"] = without_ticks
        return t.decode_ClockReport(self._call("test_clock.advance", d))


class Operations:
    """All that an actor may ask of a hub, by area."""

    __slots__ = (
        "_call",
        "enterprises",
        "variants",
        "customers",
        "selections",
        "customer_fields",
        "tags",
        "join_requests",
        "series",
        "cycles",
        "standing_orders",
        "orders",
        "past_orders",
        "saved_lists",
        "ledger",
        "notices",
        "changes",
        "test_clock",
    )

    def __init__(self, call: Call) -> None:
        self._call = call
        self.enterprises = Enterprises(call)
        self.variants = Variants(call)
        self.customers = Customers(call)
        self.selections = Selections(call)
        self.customer_fields = CustomerFields(call)
        self.tags = Tags(call)
        self.join_requests = JoinRequests(call)
        self.series = Series(call)
        self.cycles = Cycles(call)
        self.standing_orders = StandingOrders(call)
        self.orders = Orders(call)
        self.past_orders = PastOrders(call)
        self.saved_lists = SavedLists(call)
        self.ledger = Ledger(call)
        self.notices = Notices(call)
        self.changes = Changes(call)
        self.test_clock = TestClock(call)

    def tick(
        self, *,
        batches: int | None = None,
        batch_size: int | None = None,
    ) -> t.TickReport:
        """Does all that is due now: `tick`. System only.

        Call it as often as you like, late, twice, or from many workers: nothing is done
        twice. When the answer says `more`, call again; else nothing needs a call before
        `next_at`.

        - batches: How many batches at most: 1 to 100,000, usually 1,000. The rest is reported
          as `more`.
        - batch_size: How many standing orders or orders a batch: 1 to 10,000, usually 500.
        """
        d: dict[str, Any] = {}
        if batches is not None:
            d["batches"] = batches
        if batch_size is not None:
            d["batch_size"] = batch_size
        return t.decode_TickReport(self._call("tick", d))


class AsyncEnterprises:
    """`hub.enterprises`."""

    __slots__ = ("_call",)

    def __init__(self, call: AsyncCall) -> None:
        self._call = call

    async def create(
        self, *,
        enterprise: str,
        name: str,
        zone: str,
        currency: str,
        settings: t.SettingsPatch | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.Enterprise:
        """Makes an enterprise known: `enterprises.create`. System only.

        Errors: `already_exists`, `unknown_zone`, `unknown_currency`.

        - enterprise: The host's id of it: 1 to 64 printable ASCII characters. It never
          changes.
        - name: Its name.
        - zone: The IANA zone of its dates and times, such as `Europe/London`.
        - currency: The ISO 4217 code of its currency.
        - settings: What it settles; the usual where nothing is said.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["name"] = name
        d["zone"] = zone
        d["currency"] = currency
        if settings is not None:
            d["settings"] = t.encode_SettingsPatch(settings)
        return t.decode_Enterprise(await self._call("enterprises.create", d, key, dry_run))

    async def get(
        self, *,
        enterprise: str,
    ) -> t.Enterprise:
        """Reads one enterprise: `enterprises.get`.

        Errors: `not_found`.

        - enterprise: The host's id of it.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        return t.decode_Enterprise(await self._call("enterprises.get", d))

    async def update(
        self, *,
        enterprise: str,
        version: int | None = None,
        name: str | Keep = KEEP,
        zone: str | Keep = KEEP,
        currency: str | Keep = KEEP,
        settings: t.SettingsPatch | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.Enterprise:
        """Changes an enterprise: `enterprises.update`. What is left out stays. Series keep
        their own zone (R2), so a new zone moves no cycle.

        Errors: `conflict` for a stale version, `currency_fixed` (R20), `unknown_zone`.

        - enterprise: The host's id of it.
        - version: The version that the caller saw; none: whatever is there.
        - name: Its name.
        - zone: Its zone.
        - currency: Its currency, while no offer, order or entry of the ledger exists.
        - settings: What it settles anew.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if version is not None:
            d["version"] = version
        if not isinstance(name, Keep):
            d["name"] = name
        if not isinstance(zone, Keep):
            d["zone"] = zone
        if not isinstance(currency, Keep):
            d["currency"] = currency
        if settings is not None:
            d["settings"] = t.encode_SettingsPatch(settings)
        return t.decode_Enterprise(await self._call("enterprises.update", d, key, dry_run))

    async def list(
        self, *,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.EnterprisePage:
        """Lists the enterprises that the actor manages: `enterprises.list`.

        - limit: How many: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_EnterprisePage(await self._call("enterprises.list", d))


class AsyncVariants:
    """`hub.variants`."""

    __slots__ = ("_call",)

    def __init__(self, call: AsyncCall) -> None:
        self._call = call

    async def save(
        self, *,
        enterprise: str,
        variants: Sequence[t.VariantInput],
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.VariantsSaved:
        """Makes variants known, or replaces what is known of them: `variants.save`. All or
        none.

        - enterprise: Whose shop.
        - variants: The variants, each once; at most 10,000.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["variants"] = encode_list(variants, t.encode_VariantInput)
        return t.decode_VariantsSaved(await self._call("variants.save", d, key, dry_run))

    async def list(
        self, *,
        enterprise: str,
        ids: Sequence[str] | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.VariantPage:
        """Lists variants: `variants.list`, in the order of their ids.

        - enterprise: Whose.
        - ids: Only these.
        - limit: How many: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if ids is not None:
            d["ids"] = encode_list(ids)
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_VariantPage(await self._call("variants.list", d))


class AsyncCustomers:
    """`hub.customers`."""

    __slots__ = ("_call",)

    def __init__(self, call: AsyncCall) -> None:
        self._call = call

    async def create(
        self, *,
        enterprise: str,
        fields: t.CustomerFields | None = None,
        share_email: bool = False,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.Customer:
        """Makes a customer: `customers.create`.

        Errors: `already_exists` for a code in use, or an e-mail address in use unless
        `share_email`.

        - enterprise: At which enterprise.
        - fields: What is known of him.
        - share_email: Whether he may share his e-mail address with another customer of the
          enterprise (A1). The first stays the one that the address finds.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if fields is not None:
            d["fields"] = t.encode_CustomerFields(fields)
        if share_email:
            d["share_email"] = share_email
        return t.decode_Customer(await self._call("customers.create", d, key, dry_run))

    async def get(
        self, *,
        enterprise: str,
        customer: IdLike,
    ) -> t.Customer:
        """Reads one customer: `customers.get`. Customers may read themselves. Of who was
        merged into another, what is left is answered, with `merged_into`.

        Errors: `not_found`.

        - enterprise: At which enterprise.
        - customer: Which customer.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        return t.decode_Customer(await self._call("customers.get", d))

    async def update(
        self, *,
        enterprise: str,
        customer: IdLike,
        version: int | None = None,
        fields: t.CustomerFields | None = None,
        share_email: bool = False,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.Customer:
        """Changes a customer: `customers.update`. What is left out stays.

        Errors: `conflict` for a stale version; `already_exists` as in `CreateCustomer`;
        `wrong_state` when he is erased or was merged into another.

        - enterprise: At which enterprise.
        - customer: Which customer.
        - version: The version that the caller saw; none: whatever is there (R35).
        - fields: What changes.
        - share_email: As in `CreateCustomer`.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        if version is not None:
            d["version"] = version
        if fields is not None:
            d["fields"] = t.encode_CustomerFields(fields)
        if share_email:
            d["share_email"] = share_email
        return t.decode_Customer(await self._call("customers.update", d, key, dry_run))

    async def list(
        self, *,
        enterprise: str | None = None,
        filter: t.CustomerFilter | None = None,
        columns: Sequence[t.CustomerColumn] | None = None,
        custom_columns: Sequence[str] = (),
        sort_by: t.CustomerColumn | None = None,
        sort_by_custom: str | None = None,
        descending: bool = False,
        with_total: bool = False,
        limit: int | None = None,
        after: str | None = None,
        before: str | None = None,
    ) -> t.CustomerPage:
        """Lists customers: `customers.list`. Staff only.

        Any column sorts, both ways, with empty ones last. It costs the same with a hundred
        customers and with a million.

        Errors: `malformed` for the token of another list; `too_long` for more than 200
        enterprises or 8 words.

        - enterprise: Of which enterprise; none: of all that the actor manages.
        - filter: Which customers; usually all.
        - columns: Which columns to fill; usually name, code, tags and the last order's time.
        - custom_columns: Which of the hub's own fields to fill beside, by their keys.
        - sort_by: By which column to sort; usually the name.
        - sort_by_custom: By which of the hub's own fields to sort; not together with
          `sort_by`.
        - descending: Whether the greatest come first.
        - with_total: Whether to count all that are meant.
        - limit: How many: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        - before: The `previous_page` of the page behind; not together with `after`.
        """
        d: dict[str, Any] = {}
        if enterprise is not None:
            d["enterprise"] = enterprise
        if filter is not None:
            d["filter"] = t.encode_CustomerFilter(filter)
        if columns is not None:
            d["columns"] = encode_list(columns)
        if custom_columns != ():
            d["custom_columns"] = encode_list(custom_columns)
        if sort_by is not None:
            d["sort_by"] = sort_by
        if sort_by_custom is not None:
            d["sort_by_custom"] = sort_by_custom
        if descending:
            d["descending"] = descending
        if with_total:
            d["with_total"] = with_total
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        if before is not None:
            d["before"] = before
        return t.decode_CustomerPage(await self._call("customers.list", d))

    async def set_codes(
        self, *,
        enterprise: str,
        codes: Sequence[t.CodeRow],
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.CodesSet:
        """Gives many customers their codes: `customers.set_codes`. All or none: every row that
        cannot be is told at once. Codes may be swapped and passed round within one call
        (A2).

        A row is refused with `malformed` or `too_long` for the code, `unknown_reference`
        for a customer who is not there, `duplicate` for a customer or a code that stands
        twice, `already_exists` for the code of a customer outside the call or one that
        finds another since a merge, `wrong_state` for a customer who is erased or was
        merged into another, and `required` where nothing else finds the customer.

        - enterprise: At which enterprise.
        - codes: The customers with their codes, each once; at most 10,000.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["codes"] = encode_list(codes, t.encode_CodeRow)
        return t.decode_CodesSet(await self._call("customers.set_codes", d, key, dry_run))

    async def import_csv(
        self, *,
        enterprise: str,
        csv: str,
        columns: Mapping[str, str | None] | None = None,
        clear_blank: bool = False,
        share_email: bool = False,
        take_good_rows: bool = False,
        most_rows: int | None = None,
        from_line: int | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.CustomersImported:
        """Makes and changes customers from a CSV file: `customers.import_csv`.

        Each row finds its customer by id, else by e-mail address and code, and changes him;
        a row that finds nobody makes a customer. The same file again changes nothing.
        Unless `take_good_rows`, one bad row refuses the whole file, and nothing is changed.
        With `dry_run` and `take_good_rows` the answer is a preview: what would be made, and
        every bad row.

        Commas, semicolons and tabs are understood; the text must have been read as UTF-8.
        The first row is the header.

        A file or a row is refused at `csv.line_N`, a cell at `csv.line_N.FIELD`:
        `malformed` for a text that is not UTF-8, a quote that does not close or more cells
        than columns; `unknown_field` for a column that is not known; `required` where no
        column finds anybody; `duplicate` for a customer, code or address that stands twice;
        `already_exists` for a code or address of another customer; `unknown_reference` for
        an id that is not there; `wrong_state` for one who is erased or was merged into
        another.

        - enterprise: At which enterprise.
        - csv: The file as text, the header first; up to 100,000 rows, or any number with
          `most_rows`.
        - columns: What columns mean whose headers do not say: the header, and the field
          (`first_name`, `custom.allergies`), or null to leave the column out.
        - clear_blank: Whether a blank cell clears what the customer has; usually it leaves
          that.
        - share_email: Whether a row of a known e-mail address with a new code makes another
          customer, who shares the address (A1).
        - take_good_rows: Whether the good rows are taken, and the bad ones told in the
          answer.
        - most_rows: Takes no more than so many rows, 1 to 100,000: `next_line` says where to
          go on.
        - from_line: Goes on at this line: the `next_line` of the call before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["csv"] = csv
        if columns is not None:
            d["columns"] = columns
        if clear_blank:
            d["clear_blank"] = clear_blank
        if share_email:
            d["share_email"] = share_email
        if take_good_rows:
            d["take_good_rows"] = take_good_rows
        if most_rows is not None:
            d["most_rows"] = most_rows
        if from_line is not None:
            d["from_line"] = from_line
        return t.decode_CustomersImported(await self._call("customers.import_csv", d, key, dry_run))

    async def export_csv(
        self, *,
        enterprise: str | None = None,
        filter: t.CustomerFilter | None = None,
        columns: Sequence[str] | None = None,
        sort_by: t.CustomerColumn | None = None,
        sort_by_custom: str | None = None,
        descending: bool = False,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.CustomersCsv:
        """Writes a list of customers as CSV: `customers.export_csv`. Staff only.

        The file comes in pieces: put behind one another as they are, they are the whole.
        Without columns it has all that `customers.import_csv` sets, so that it can come
        back as it is. Cells that a spreadsheet would run as a formula stand behind an
        apostrophe, which the import takes away (P20); amounts and counts are plain numbers,
        times are UTC.

        Errors: as in `customers.list`; `unknown_field` for a column that is not there.

        - enterprise: Of which enterprise; none: of all that the actor manages.
        - filter: Which customers; usually all.
        - columns: Which columns, in this order: those of an import (`first_name`,
          `billing_city`, `custom.allergies`) and those of the list (`balance`,
          `last_order_at`).
        - sort_by: By which column to sort; usually the time when customers were made.
        - sort_by_custom: By which of the hub's own fields to sort; not together with
          `sort_by`.
        - descending: Whether the greatest come first.
        - limit: How many customers a piece has at most: 1 to 20,000, usually 10,000.
        - after: The `next_page` of the piece before.
        """
        d: dict[str, Any] = {}
        if enterprise is not None:
            d["enterprise"] = enterprise
        if filter is not None:
            d["filter"] = t.encode_CustomerFilter(filter)
        if columns is not None:
            d["columns"] = encode_list(columns)
        if sort_by is not None:
            d["sort_by"] = sort_by
        if sort_by_custom is not None:
            d["sort_by_custom"] = sort_by_custom
        if descending:
            d["descending"] = descending
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_CustomersCsv(await self._call("customers.export_csv", d))

    async def change_many(
        self, *,
        enterprise: str,
        filter: t.CustomerFilter | None = None,
        selection: str | None = None,
        add_tags: Sequence[str] = (),
        remove_tags: Sequence[str] = (),
        delivery_run: str | None | Keep = KEEP,
        archived: bool | None = None,
        take_good_ones: bool = False,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.CustomersChanged:
        """Changes many customers at once: `customers.change_many`. Gives and takes tags, sets
        the delivery run, archives and restores. Twice is no harm.

        All or nothing, unless `take_good_ones`. Named customers are meant though they are
        archived.

        Errors: `required` where nobody or nothing is said; `unknown_reference` for a named
        customer who is not there; `not_found` for the selection; `too_long` for more than
        100,000; `wrong_state` for archiving who has a standing order, with all who are
        refused.

        - enterprise: At which enterprise.
        - filter: Who is meant; not together with `selection`. A filter of nothing means
          everybody.
        - selection: The name of a kept selection.
        - add_tags: Tags to give.
        - remove_tags: Tags to take, whatever their case and accents.
        - delivery_run: The delivery run; null or blank: none.
        - archived: Whether they shall be archived; left out: as they are.
        - take_good_ones: Whether those are changed who can be, and the others told in the
          answer.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if filter is not None:
            d["filter"] = t.encode_CustomerFilter(filter)
        if selection is not None:
            d["selection"] = selection
        if add_tags != ():
            d["add_tags"] = encode_list(add_tags)
        if remove_tags != ():
            d["remove_tags"] = encode_list(remove_tags)
        if not isinstance(delivery_run, Keep):
            d["delivery_run"] = delivery_run
        if archived is not None:
            d["archived"] = archived
        if take_good_ones:
            d["take_good_ones"] = take_good_ones
        return t.decode_CustomersChanged(await self._call("customers.change_many", d, key, dry_run))

    async def message(
        self, *,
        enterprise: str,
        filter: t.CustomerFilter | None = None,
        selection: str | None = None,
        cycle: IdLike | None = None,
        subject: str,
        text: str,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.MessageSent:
        """Sends customers a message through the outbox: `customers.message`. A notice of the
        kind `message` each, with `subject`, `text` and the message's id.

        A message goes to those alone who gave consent. About a cycle it is a service: it
        goes to those who have an order in it, whatever they said to being written to (R45).
        Give an idempotency key: the same call again sends it again.

        Errors: `required` where nobody is said; `unknown_reference` for a named customer
        who is not there; `not_found` for the selection or the cycle; `too_long` for more
        than 100,000 customers.

        - enterprise: At which enterprise.
        - filter: Who is meant; not together with `selection`. A filter of nothing means
          everybody.
        - selection: The name of a kept selection.
        - cycle: About which cycle: it goes to those of them who have an order there.
        - subject: What it is about: 1 to 200 characters.
        - text: What it says: 1 to 10,000 characters.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if filter is not None:
            d["filter"] = t.encode_CustomerFilter(filter)
        if selection is not None:
            d["selection"] = selection
        if cycle is not None:
            d["cycle"] = encode_uuid(cycle)
        d["subject"] = subject
        d["text"] = text
        return t.decode_MessageSent(await self._call("customers.message", d, key, dry_run))

    async def add_note(
        self, *,
        enterprise: str,
        customer: IdLike,
        text: str,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.CustomerNote:
        """Notes something about a customer: `customers.add_note`. Staff only.

        Errors: `not_found` for the customer; `wrong_state` when he was merged into another.

        - enterprise: At which enterprise.
        - customer: About which customer.
        - text: What: 1 to 4,000 characters.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        d["text"] = text
        return t.decode_CustomerNote(await self._call("customers.add_note", d, key, dry_run))

    async def edit_note(
        self, *,
        enterprise: str,
        note: IdLike,
        version: int | None = None,
        text: str,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.CustomerNote:
        """Changes what a note says: `customers.edit_note`. Staff only; what it said before
        stays in the change log, under the note's id.

        Errors: `not_found`; `conflict` for a stale version.

        - enterprise: At which enterprise.
        - note: Which note.
        - version: The version that the caller saw; none: whatever is there (R35).
        - text: What it shall say: 1 to 4,000 characters.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["note"] = encode_uuid(note)
        if version is not None:
            d["version"] = version
        d["text"] = text
        return t.decode_CustomerNote(await self._call("customers.edit_note", d, key, dry_run))

    async def remove_note(
        self, *,
        enterprise: str,
        note: IdLike,
        version: int | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.CustomerNote:
        """Removes a note and answers with it: `customers.remove_note`. Staff only; what it
        said stays in the change log, under the note's id.

        Errors: `not_found`; `conflict` for a stale version.

        - enterprise: At which enterprise.
        - note: Which note.
        - version: The version that the caller saw; none: whatever is there (R35).
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["note"] = encode_uuid(note)
        if version is not None:
            d["version"] = version
        return t.decode_CustomerNote(await self._call("customers.remove_note", d, key, dry_run))

    async def list_notes(
        self, *,
        enterprise: str,
        customer: IdLike,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.CustomerNotePage:
        """Lists the notes about a customer, the newest first: `customers.list_notes`. Staff
        only.

        Errors: `not_found` for the customer.

        - enterprise: At which enterprise.
        - customer: About which customer.
        - limit: How many: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_CustomerNotePage(await self._call("customers.list_notes", d))

    async def archive(
        self, *,
        enterprise: str,
        customer: IdLike,
        version: int | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.Customer:
        """Archives a customer: `customers.archive` (A12). He keeps all that is his, is left
        out of the list, and is gone from the feed. Who orders again is restored. Twice is
        no harm.

        Errors: `wrong_state` while he has a standing order, or when he is erased;
        `conflict` for a stale version.

        - enterprise: At which enterprise.
        - customer: Which customer.
        - version: The version that the caller saw; none: whatever is there.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        if version is not None:
            d["version"] = version
        return t.decode_Customer(await self._call("customers.archive", d, key, dry_run))

    async def restore(
        self, *,
        enterprise: str,
        customer: IdLike,
        version: int | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.Customer:
        """Takes a customer out of the archive: `customers.restore` (A12). Twice is no harm.

        Errors: `wrong_state` when he is erased; `conflict` for a stale version.

        - enterprise: At which enterprise.
        - customer: Which customer.
        - version: The version that the caller saw; none: whatever is there.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        if version is not None:
            d["version"] = version
        return t.decode_Customer(await self._call("customers.restore", d, key, dry_run))

    async def remove(
        self, *,
        enterprise: str,
        customer: IdLike,
        version: int | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.CustomerRemoved:
        """Removes a customer who has nothing running: `customers.remove` (A12, R43). Where
        orders or standing orders of his are in the books, he stays there under a pseudonym,
        as `EraseCustomer` leaves him; else nothing of him stays. Who was merged into him
        goes with him.

        Errors: `wrong_state` while a standing order is future, active or paused, or an
        order is made ahead, pending, or placed and not fulfilled, or the balance is not
        zero, or he was merged into another: remove that one; `conflict` for a stale
        version.

        - enterprise: At which enterprise.
        - customer: Which customer.
        - version: The version that the caller saw; none: whatever is there.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        if version is not None:
            d["version"] = version
        return t.decode_CustomerRemoved(await self._call("customers.remove", d, key, dry_run))

    async def erase(
        self, *,
        enterprise: str,
        customer: IdLike,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.Customer:
        """Erases a customer: `customers.erase` (A12, R43). His standing orders end; his orders
        that are made ahead or pending are cancelled, and those placed in a cycle that has
        not closed. What is personal goes, from the change log and kept answers too; orders
        and entries stay under a pseudonym. Who was merged into him is erased with him.
        Nothing brings it back. Twice is no harm.

        Errors: `not_found`; `wrong_state` when he was merged into another: erase that one.

        - enterprise: At which enterprise.
        - customer: Which customer.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        return t.decode_Customer(await self._call("customers.erase", d, key, dry_run))

    async def plan_merge(
        self, *,
        enterprise: str,
        customer: IdLike,
        into: IdLike,
    ) -> t.MergePlan:
        """Says what merging one customer into another will do: `customers.plan_merge`. Staff
        only; it changes nothing.

        Errors: as `MergeCustomers`, without the fingerprint.

        - enterprise: At which enterprise.
        - customer: Who goes.
        - into: Who stays.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        d["into"] = encode_uuid(into)
        return t.decode_MergePlan(await self._call("customers.plan_merge", d))

    async def merge(
        self, *,
        enterprise: str,
        customer: IdLike,
        into: IdLike,
        fingerprint: str | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.CustomersMerged:
        """Merges one customer into another: `customers.merge` (A6, R38). Orders, standing
        orders, the balance, notes and contacts of the one become the other's, who keeps his
        code, his terms and all that he has said of himself; what he has not said is filled.
        Tags are put together, and of what both said to being written to the stricter holds.
        The e-mail address, code and user of the one who goes find the other from now on,
        and his id leads there. Staff only; it cannot be taken back, but `customers.split`
        parts them.

        Errors: `unknown_reference` for who is not there; `duplicate` for one and the same;
        `wrong_state` for who is erased or merged already, for who stays and is archived,
        and for more than 50 contacts together; `conflict` where the fingerprint is another
        by now.

        - enterprise: At which enterprise.
        - customer: Who goes.
        - into: Who stays.
        - fingerprint: That of the plan which was seen; none: whatever is there (R35).
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        d["into"] = encode_uuid(into)
        if fingerprint is not None:
            d["fingerprint"] = fingerprint
        return t.decode_CustomersMerged(await self._call("customers.merge", d, key, dry_run))

    async def split(
        self, *,
        enterprise: str,
        customer: IdLike,
        version: int | None = None,
        fields: t.CustomerFields | None = None,
        share_email: bool = False,
        orders: Sequence[IdLike] = (),
        standing_orders: Sequence[IdLike] = (),
        with_payments: bool = False,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.CustomerSplit:
        """Parts a customer in two: `customers.split` (A6, R38). A new customer is made, and
        gets these orders, with what they charged, and these standing orders; all else
        stays. An e-mail address, code or user that finds this one since a merge may become
        the new one's own. Staff only. Every fault is told at once.

        Errors: `already_exists` for a code in use, or an e-mail address in use unless
        `share_email`; `unknown_reference` for what is not this customer's; `duplicate` for
        what is named twice; `required` where nothing is named; `wrong_state` when he is
        erased or was merged into another; `conflict` for a stale version.

        - enterprise: At which enterprise.
        - customer: Which customer.
        - version: The version that the caller saw; none: whatever is there.
        - fields: What is known of the new one.
        - share_email: Whether he may share his e-mail address with another, such as this one
          (A1).
        - orders: The orders that are the new one's; at most 1,000.
        - standing_orders: The standing orders that are the new one's; at most 1,000. Their
          orders stay unless named.
        - with_payments: Whether payments, refunds and credits that name the orders go with
          them.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        if version is not None:
            d["version"] = version
        if fields is not None:
            d["fields"] = t.encode_CustomerFields(fields)
        if share_email:
            d["share_email"] = share_email
        if orders != ():
            d["orders"] = encode_list(orders, encode_uuid)
        if standing_orders != ():
            d["standing_orders"] = encode_list(standing_orders, encode_uuid)
        if with_payments:
            d["with_payments"] = with_payments
        return t.decode_CustomerSplit(await self._call("customers.split", d, key, dry_run))

    async def save_contact(
        self, *,
        enterprise: str,
        customer: IdLike,
        contact: IdLike | None = None,
        version: int | None = None,
        email: str | None = None,
        user: str | None = None,
        name: str | None = None,
        access: t.ContactAccess,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.Contact:
        """Adds somebody who acts for a customer, or replaces what is known of him:
        `customers.save_contact` (A16). What is left out is none.

        Errors: `not_found`; `already_exists` when the address or the user is the customer's
        or another contact's of his; `wrong_state` when the customer is erased; `conflict`
        for a stale version.

        - enterprise: At which enterprise.
        - customer: For which customer.
        - contact: Whom to replace; none: a new one.
        - version: The version that the caller saw; none: whatever is there.
        - email: His e-mail address; give it, or the user, or both.
        - user: The host's user behind him.
        - name: What to call him.
        - access: How far he may act.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        if contact is not None:
            d["contact"] = encode_uuid(contact)
        if version is not None:
            d["version"] = version
        if email is not None:
            d["email"] = email
        if user is not None:
            d["user"] = user
        if name is not None:
            d["name"] = name
        d["access"] = access
        return t.decode_Contact(await self._call("customers.save_contact", d, key, dry_run))

    async def remove_contact(
        self, *,
        enterprise: str,
        customer: IdLike,
        contact: IdLike,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.Contact:
        """Takes away somebody who acted for a customer: `customers.remove_contact`. Answers as
        he was.

        Errors: `not_found`.

        - enterprise: At which enterprise.
        - customer: Of which customer.
        - contact: Whom.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        d["contact"] = encode_uuid(contact)
        return t.decode_Contact(await self._call("customers.remove_contact", d, key, dry_run))

    async def list_contacts(
        self, *,
        enterprise: str,
        customer: IdLike,
    ) -> t.ContactList:
        """Lists who acts for a customer beside himself: `customers.list_contacts`. Customers
        may see their own.

        Errors: `not_found`.

        - enterprise: At which enterprise.
        - customer: For which customer.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        return t.decode_ContactList(await self._call("customers.list_contacts", d))

    async def of_user(
        self, *,
        enterprises: Sequence[str] = (),
        email: str | None = None,
        user: str | None = None,
    ) -> t.OwnCustomers:
        """Finds the customers for whom a person acts, across enterprises: `customers.of_user`
        (R18, A16). Staff only, and the host's own code: it trusts that the host has
        verified the address or the user. Archived ones are among them.

        - enterprises: At these enterprises; none named: at all that the caller manages.
        - email: An e-mail address that the host has verified; give it, or the user, or both.
        - user: The host's user.
        """
        d: dict[str, Any] = {}
        if enterprises != ():
            d["enterprises"] = encode_list(enterprises)
        if email is not None:
            d["email"] = email
        if user is not None:
            d["user"] = user
        return t.decode_OwnCustomers(await self._call("customers.of_user", d))

    async def set_consent(
        self, *,
        enterprise: str,
        customer: IdLike,
        version: int | None = None,
        consent: t.Consent,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.Customer:
        """Notes whether the hub may write to a customer beyond his own orders:
        `customers.set_consent` (A10). When and by whom it was said is kept. Customers may
        say it themselves. Of who was merged into another, it is noted of that one.

        Errors: `not_found`, `conflict` for a stale version, `wrong_state` when he is
        erased.

        - enterprise: At which enterprise.
        - customer: Which customer.
        - version: The version that the caller saw; none: whatever is there.
        - consent: What he said.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        if version is not None:
            d["version"] = version
        d["consent"] = consent
        return t.decode_Customer(await self._call("customers.set_consent", d, key, dry_run))

    async def changes_since(
        self, *,
        enterprise: str,
        since: int | None = None,
        limit: int | None = None,
    ) -> t.CustomerChanges:
        """Reads who came, changed or went: `customers.changes_since` (A10). Staff only.

        Each customer stands in the feed once, at his latest change and as he is now, so
        that nothing is missed however long a reader was away. Who changes while a reader is
        on his way through comes at the end: take `added` and `changed` alike, and put in
        whom you do not know.

        Errors: `out_of_range` for a `since` that this hub never gave.

        - enterprise: Whose customers.
        - since: The `next_since` of the answer before; none: from the beginning.
        - limit: How many: 1 to 1,000, usually 50.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if since is not None:
            d["since"] = since
        if limit is not None:
            d["limit"] = limit
        return t.decode_CustomerChanges(await self._call("customers.changes_since", d))

    async def may_shop(
        self, *,
        enterprise: str,
        email: str | None = None,
        user: str | None = None,
    ) -> t.ShopDecision:
        """Asks whether a person may shop: `customers.may_shop` (A11). Staff only, and the
        host's own code, which asks before it lets him fill a cart: recording an order does
        not ask again. It trusts that the host has verified the address or the user (R19).

        - enterprise: In whose shop.
        - email: An e-mail address that the host has verified; give it, or the user, or both.
        - user: The host's user.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if email is not None:
            d["email"] = email
        if user is not None:
            d["user"] = user
        return t.decode_ShopDecision(await self._call("customers.may_shop", d))

    async def link_orders(
        self, *,
        enterprise: str,
        customer: IdLike | None = None,
        create: bool = False,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.OrdersLinked:
        """Links past orders to the customers whom their addresses find:
        `customers.link_orders` (A5). Staff only. Twice is no harm: what has its customer
        keeps him.

        Errors: `not_found` for the customer; `wrong_state` when he is erased.

        - enterprise: At which enterprise.
        - customer: Only the orders under this customer's address, to him: also where several
          share it; none: all orders, each to the default customer of its address.
        - create: Whether an address that finds nobody makes a customer.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if customer is not None:
            d["customer"] = encode_uuid(customer)
        if create:
            d["create"] = create
        return t.decode_OrdersLinked(await self._call("customers.link_orders", d, key, dry_run))

    async def history(
        self, *,
        enterprise: str,
        customer: IdLike,
        search: str | None = None,
        starts_on: datetime.date | None = None,
        ends_on: datetime.date | None = None,
        states: Sequence[t.OrderState] = (),
        limit: int | None = None,
        after: str | None = None,
    ) -> t.HistoryPage:
        """What a customer has ordered, newest first, past orders among it, and what is to
        come: `customers.history` (A13). Customers may read their own. For cycles whose
        orders are not made yet, see `standing_orders.timeline`; for refunds and
        adjustments, `ledger.list`.

        Errors: `not_found`; `end_before_start`; `malformed` for the token of another list.

        - enterprise: At which enterprise.
        - customer: Of which customer.
        - search: Each word must begin a word of a line's product or variant id, a category of
          a past order, the cycle's name, the note or the reference, ignoring case and
          accents; at most 8. Where much is looked through for little, a page is short and
          `next_page` goes on.
        - starts_on: Made, or placed for past orders, on this day or later, in the
          enterprise's zone. What is to come is told whatever the days.
        - ends_on: On this day or earlier.
        - states: In one of these states; none: in any.
        - limit: How many: 1 to 1,000, usually 50. What is to come is not counted.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        if search is not None:
            d["search"] = search
        if starts_on is not None:
            d["starts_on"] = encode_date(starts_on)
        if ends_on is not None:
            d["ends_on"] = encode_date(ends_on)
        if states != ():
            d["states"] = encode_list(states)
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_HistoryPage(await self._call("customers.history", d))

    async def sales(
        self, *,
        enterprise: str,
        customer: IdLike | None = None,
        by: t.SalesBy,
        starts_on: datetime.date | None = None,
        ends_on: datetime.date | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.SalesPage:
        """What a customer has bought, or all have, by product, category or period:
        `customers.sales` (A13). Customers may read their own. Lines of placed and fulfilled
        orders count, past orders' too, on the day on which they were placed; fees do not,
        and nothing that is cancelled or to come.

        Errors: `not_found`; `end_before_start`; `malformed` for the token of another list.

        - enterprise: At which enterprise.
        - customer: Of this customer; none: of all.
        - by: By what.
        - starts_on: Placed on this day or later, in the enterprise's zone.
        - ends_on: Placed on this day or earlier.
        - limit: How many rows: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if customer is not None:
            d["customer"] = encode_uuid(customer)
        d["by"] = by
        if starts_on is not None:
            d["starts_on"] = encode_date(starts_on)
        if ends_on is not None:
            d["ends_on"] = encode_date(ends_on)
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_SalesPage(await self._call("customers.sales", d))


class AsyncSelections:
    """`hub.selections`."""

    __slots__ = ("_call",)

    def __init__(self, call: AsyncCall) -> None:
        self._call = call

    async def save(
        self, *,
        enterprise: str,
        name: str,
        filter: t.CustomerFilter,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.Selection:
        """Keeps a selection of customers: `selections.save`. The name says which; who is meant
        is replaced.

        Who is picked is picked for good; whom a filter holds for is asked anew each time.

        Errors: `unknown_reference` for a picked customer who is not there; `too_long` for
        more than 200.

        - enterprise: At which enterprise: it may have 200.
        - name: What it is called: 1 to 200 characters, each name once ignoring case and
          accents.
        - filter: Who is meant, as in `customers.list`.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["name"] = name
        d["filter"] = t.encode_CustomerFilter(filter)
        return t.decode_Selection(await self._call("selections.save", d, key, dry_run))

    async def list(
        self, *,
        enterprise: str,
    ) -> t.SelectionList:
        """Lists the selections that an enterprise keeps: `selections.list`. All at once, by
        their names.

        - enterprise: Of which enterprise.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        return t.decode_SelectionList(await self._call("selections.list", d))

    async def remove(
        self, *,
        enterprise: str,
        name: str,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.Selection:
        """Forgets a selection: `selections.remove`. Its customers stay as they are.

        Errors: `not_found`.

        - enterprise: At which enterprise.
        - name: Its name, whatever its case and accents.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["name"] = name
        return t.decode_Selection(await self._call("selections.remove", d, key, dry_run))


class AsyncCustomerFields:
    """`hub.customer_fields`."""

    __slots__ = ("_call",)

    def __init__(self, call: AsyncCall) -> None:
        self._call = call

    async def save(
        self, *,
        enterprise: str,
        field: str,
        label: str,
        kind: t.FieldKind,
        choices: Sequence[str] = (),
        position: int | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.CustomerField:
        """Defines a field of customers, or changes one: `customer_fields.save`. The key says
        which; all else is replaced.

        Errors: `wrong_state` for another kind while customers have values, or for leaving
        out a choice that customers have.

        - enterprise: At which enterprise: it may have 100 fields.
        - field: Its key in a customer's `custom`: 1 to 40 small letters, digits and
          underscores.
        - label: What pages and sheets call it.
        - kind: What it holds.
        - choices: Of a choice: what can be chosen, 1 to 100.
        - position: Where it stands among the others; none: where it was, or at the end.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["field"] = field
        d["label"] = label
        d["kind"] = kind
        if choices != ():
            d["choices"] = encode_list(choices)
        if position is not None:
            d["position"] = position
        return t.decode_CustomerField(await self._call("customer_fields.save", d, key, dry_run))

    async def list(
        self, *,
        enterprise: str,
    ) -> t.CustomerFieldList:
        """Lists the fields that an enterprise has defined for its customers:
        `customer_fields.list`. All at once, in the order of their positions.

        - enterprise: Of which enterprise.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        return t.decode_CustomerFieldList(await self._call("customer_fields.list", d))

    async def remove(
        self, *,
        enterprise: str,
        field: str,
        and_values: bool = False,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.CustomerFieldRemoved:
        """Removes a field: `customer_fields.remove`.

        Errors: `not_found`; `wrong_state` while customers have values, unless `and_values`.

        - enterprise: At which enterprise.
        - field: Its key.
        - and_values: Whether customers lose what they have in it.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["field"] = field
        if and_values:
            d["and_values"] = and_values
        return t.decode_CustomerFieldRemoved(await self._call("customer_fields.remove", d, key, dry_run))


class AsyncTags:
    """`hub.tags`."""

    __slots__ = ("_call",)

    def __init__(self, call: AsyncCall) -> None:
        self._call = call

    async def list(
        self, *,
        enterprise: str,
        name: str | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.TagPage:
        """Lists the tags of an enterprise's customers, each with how many have it:
        `tags.list`. One that nobody has any more stays until it is removed.

        - enterprise: Of which enterprise.
        - name: Those that begin so, ignoring case and accents.
        - limit: How many: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if name is not None:
            d["name"] = name
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_TagPage(await self._call("tags.list", d))

    async def rename(
        self, *,
        enterprise: str,
        tag: str,
        new_name: str,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.TagChanged:
        """Gives a tag another name, with all customers who have it: `tags.rename`. Where there
        is a tag of that name already, ignoring case and accents, the two become one in its
        spelling.

        Errors: `not_found`.

        - enterprise: At which enterprise.
        - tag: The tag, whatever its case and accents.
        - new_name: What it shall be called: 1 to 200 characters.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["tag"] = tag
        d["new_name"] = new_name
        return t.decode_TagChanged(await self._call("tags.rename", d, key, dry_run))

    async def remove(
        self, *,
        enterprise: str,
        tag: str,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.TagChanged:
        """Takes a tag from all customers who have it, and forgets it: `tags.remove`.

        Errors: `not_found`; `wrong_state` for a tag by which customers may shop.

        - enterprise: At which enterprise.
        - tag: The tag, whatever its case and accents.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["tag"] = tag
        return t.decode_TagChanged(await self._call("tags.remove", d, key, dry_run))


class AsyncJoinRequests:
    """`hub.join_requests`."""

    __slots__ = ("_call",)

    def __init__(self, call: AsyncCall) -> None:
        self._call = call

    async def create(
        self, *,
        enterprise: str,
        email: str,
        user: str | None = None,
        first_name: str | None = None,
        last_name: str | None = None,
        message: str | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.JoinRequest:
        """Asks to become a customer, or one of those who may shop: `join_requests.create`.
        Staff only, and the host's own code, in the name of a shopper whose address it has
        verified. Who asks again while his wish waits has one wish: what he says now stands.

        Errors: `wrong_state` when he may shop already.

        - enterprise: In whose shop.
        - email: His e-mail address, verified by the host (R19).
        - user: The host's user behind him.
        - first_name: First name.
        - last_name: Last name.
        - message: What he writes to the hub: at most 2,000 characters.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["email"] = email
        if user is not None:
            d["user"] = user
        if first_name is not None:
            d["first_name"] = first_name
        if last_name is not None:
            d["last_name"] = last_name
        if message is not None:
            d["message"] = message
        return t.decode_JoinRequest(await self._call("join_requests.create", d, key, dry_run))

    async def list(
        self, *,
        enterprise: str,
        state: t.JoinState | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.JoinRequestPage:
        """Lists wishes to join: `join_requests.list`, in the order in which they came. Staff
        only.

        - enterprise: In whose shop.
        - state: Only those in this state.
        - limit: How many: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if state is not None:
            d["state"] = state
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_JoinRequestPage(await self._call("join_requests.list", d))

    async def approve(
        self, *,
        enterprise: str,
        join_request: IdLike,
        tags: Sequence[str] = (),
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.JoinApproved:
        """Lets somebody in: `join_requests.approve`. His address finds its customer, who is
        tagged and taken out of the archive, or makes one. Where the shop is for tagged
        customers and none of its tags is given or there, the first of them is added. Staff
        only.

        Errors: `wrong_state` when it was decided already.

        - enterprise: In whose shop.
        - join_request: Which.
        - tags: Tags that the customer gets beside those that he has.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["join_request"] = encode_uuid(join_request)
        if tags != ():
            d["tags"] = encode_list(tags)
        return t.decode_JoinApproved(await self._call("join_requests.approve", d, key, dry_run))

    async def refuse(
        self, *,
        enterprise: str,
        join_request: IdLike,
        reason: str | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.JoinRequest:
        """Says no: `join_requests.refuse`. His customer is told, where there is one; anybody
        else the host tells itself. He may ask again. Staff only.

        Errors: `wrong_state` when it was decided already.

        - enterprise: In whose shop.
        - join_request: Which.
        - reason: Why: at most 2,000 characters.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["join_request"] = encode_uuid(join_request)
        if reason is not None:
            d["reason"] = reason
        return t.decode_JoinRequest(await self._call("join_requests.refuse", d, key, dry_run))


class AsyncSeries:
    """`hub.series`."""

    __slots__ = ("_call",)

    def __init__(self, call: AsyncCall) -> None:
        self._call = call

    async def create(
        self, *,
        enterprise: str,
        name: str,
        schedule: t.ScheduleInput | None = None,
        template: t.TemplateInput | None = None,
        template_cycle: IdLike | None = None,
        keep_ahead: int | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.SeriesWithCycles:
        """Makes a series and its first cycles: `series.create`.

        Errors: `invalid_rule`, `rule_never_fires`, `unknown_zone`, `unknown_reference`,
        `duplicate`, `not_a_step`, `wrong_currency` and the like, each in the violations of
        `invalid_input`.

        - enterprise: Whose.
        - name: What staff call it.
        - schedule: When its cycles open and close; none: only cycles attached by hand (R6).
        - template: What each cycle is made of; copied into every new one (R10).
        - template_cycle: Instead of `template`: the cycle whose exchanges, fees and offers
          are copied.
        - keep_ahead: How many cycles that have not opened are kept ready: 1 to 52, usually 4.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["name"] = name
        if schedule is not None:
            d["schedule"] = t.encode_ScheduleInput(schedule)
        if template is not None:
            d["template"] = t.encode_TemplateInput(template)
        if template_cycle is not None:
            d["template_cycle"] = encode_uuid(template_cycle)
        if keep_ahead is not None:
            d["keep_ahead"] = keep_ahead
        return t.decode_SeriesWithCycles(await self._call("series.create", d, key, dry_run))

    async def get(
        self, *,
        enterprise: str,
        series: IdLike,
    ) -> t.Series:
        """Reads one series: `series.get`.

        Errors: `not_found`.

        - enterprise: Whose.
        - series: Which.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["series"] = encode_uuid(series)
        return t.decode_Series(await self._call("series.get", d))

    async def list(
        self, *,
        enterprise: str,
        state: t.SeriesState | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.SeriesPage:
        """Lists series: `series.list`, in the order in which they were made.

        - enterprise: Whose.
        - state: Only those in this state.
        - limit: How many: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if state is not None:
            d["state"] = state
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_SeriesPage(await self._call("series.list", d))

    async def update(
        self, *,
        enterprise: str,
        series: IdLike,
        version: int | None = None,
        name: str | Keep = KEEP,
        keep_ahead: int | Keep = KEEP,
        template: t.TemplateInput | Keep = KEEP,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.SeriesWithCycles:
        """Changes a series: `series.update`. What is left out stays. Cycles that exist keep
        what they have; a new template reaches those not made yet (R10).

        Errors: `conflict` for a stale version; as in `CreateSeries`.

        - enterprise: Whose.
        - series: Which.
        - version: The version that the caller saw; none: whatever is there (R35).
        - name: What staff call it.
        - keep_ahead: How many cycles are kept ready; more are made at once.
        - template: What each new cycle is made of: the whole template.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["series"] = encode_uuid(series)
        if version is not None:
            d["version"] = version
        if not isinstance(name, Keep):
            d["name"] = name
        if not isinstance(keep_ahead, Keep):
            d["keep_ahead"] = keep_ahead
        if not isinstance(template, Keep):
            d["template"] = t.encode_TemplateInput(template)
        return t.decode_SeriesWithCycles(await self._call("series.update", d, key, dry_run))

    async def finish(
        self, *,
        enterprise: str,
        series: IdLike,
        version: int | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.Series:
        """Ends a series: `series.finish`. No further cycles are made; those that exist stay.

        Errors: `conflict` for a stale version; `wrong_state` when it has ended already.

        - enterprise: Whose.
        - series: Which.
        - version: The version that the caller saw; none: whatever is there (R35).
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["series"] = encode_uuid(series)
        if version is not None:
            d["version"] = version
        return t.decode_Series(await self._call("series.finish", d, key, dry_run))

    async def cycles(
        self, *,
        enterprise: str,
        series: IdLike,
        opens_from: datetime.datetime | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.SeriesCyclePage:
        """Lists the cycles of a series: `series.cycles`, by opening.

        Errors: `not_found`.

        - enterprise: Whose.
        - series: Which series.
        - opens_from: Only those that open at this instant or later.
        - limit: How many: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["series"] = encode_uuid(series)
        if opens_from is not None:
            d["opens_from"] = encode_instant(opens_from)
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_SeriesCyclePage(await self._call("series.cycles", d))

    async def attach(
        self, *,
        enterprise: str,
        series: IdLike,
        cycle: IdLike,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.SeriesCycleView:
        """Puts a cycle into a series by hand: `series.attach`. In a series with a rule it has
        no number, so that only lines due in every cycle apply to it; otherwise cycles are
        numbered as attached (R6). The standing orders of the series get their orders at the
        next tick (R21).

        Errors: `not_found`; `already_exists` when it belongs to the series; `wrong_state`
        for an ended series or a cycle that is over.

        - enterprise: Whose.
        - series: Into which series.
        - cycle: Which cycle.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["series"] = encode_uuid(series)
        d["cycle"] = encode_uuid(cycle)
        return t.decode_SeriesCycleView(await self._call("series.attach", d, key, dry_run))

    async def detach(
        self, *,
        enterprise: str,
        series: IdLike,
        cycle: IdLike,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.SeriesCycleView:
        """Takes a cycle out of a series: `series.detach`. The cycle itself stays; its number
        is not given to another.

        Errors: `not_found`; `wrong_state` when standing orders of the series have outcomes
        in it.

        - enterprise: Whose.
        - series: Out of which series.
        - cycle: Which cycle.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["series"] = encode_uuid(series)
        d["cycle"] = encode_uuid(cycle)
        return t.decode_SeriesCycleView(await self._call("series.detach", d, key, dry_run))

    async def preview(
        self, *,
        enterprise: str,
        series: IdLike | None = None,
        name: str | None = None,
        schedule: t.ScheduleInput | None = None,
        template: t.TemplateInput | None = None,
        count: int | None = None,
    ) -> t.SeriesPreview:
        """The cycles that a series would bring forth: `series.preview`. Of an existing series,
        those that it has not made yet; or of a schedule that is being written. Nothing is
        saved.

        Errors: `not_found`; as in `series.create`.

        - enterprise: Whose.
        - series: An existing series; otherwise say `schedule`.
        - name: The name of a series to be, for the names of its cycles.
        - schedule: The schedule of a series to be.
        - template: What its cycles would be made of; collection windows follow from it.
        - count: How many cycles: 1 to 100, usually 10.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if series is not None:
            d["series"] = encode_uuid(series)
        if name is not None:
            d["name"] = name
        if schedule is not None:
            d["schedule"] = t.encode_ScheduleInput(schedule)
        if template is not None:
            d["template"] = t.encode_TemplateInput(template)
        if count is not None:
            d["count"] = count
        return t.decode_SeriesPreview(await self._call("series.preview", d))


class AsyncCycles:
    """`hub.cycles`."""

    __slots__ = ("_call",)

    def __init__(self, call: AsyncCall) -> None:
        self._call = call

    async def create(
        self, *,
        enterprise: str,
        name: str,
        zone: str | None = None,
        opens_at: datetime.datetime,
        closes_at: datetime.datetime,
        outgoing: Sequence[t.ExchangeInput] = (),
        incoming: Sequence[t.SupplyInput] = (),
        series: IdLike | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.CycleWithOffers:
        """Makes a cycle by hand: `cycles.create`. It opens and closes by the tick like any
        other.

        Errors: `end_before_start`, `unknown_zone`, `unknown_reference`, `duplicate`,
        `not_a_step`, `wrong_currency` in the violations of `invalid_input`; `not_found` and
        `wrong_state` for the series.

        - enterprise: Whose.
        - name: What customers see.
        - zone: The zone of its local times; usually the enterprise's.
        - opens_at: The local time at which customers may begin to order; a past one opens it
          at the next tick.
        - closes_at: The local time from which they may not order any more (R1).
        - outgoing: Who distributes what, each distributor once.
        - incoming: Who supplies, each supplier once.
        - series: A series to which it belongs from the start, as with `series.attach`.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["name"] = name
        if zone is not None:
            d["zone"] = zone
        d["opens_at"] = encode_local(opens_at)
        d["closes_at"] = encode_local(closes_at)
        if outgoing != ():
            d["outgoing"] = encode_list(outgoing, t.encode_ExchangeInput)
        if incoming != ():
            d["incoming"] = encode_list(incoming, t.encode_SupplyInput)
        if series is not None:
            d["series"] = encode_uuid(series)
        return t.decode_CycleWithOffers(await self._call("cycles.create", d, key, dry_run))

    async def get(
        self, *,
        enterprise: str,
        cycle: IdLike,
    ) -> t.CycleWithOffers:
        """Reads one cycle with its offers: `cycles.get`. For customers too.

        Errors: `not_found`.

        - enterprise: Whose.
        - cycle: Which.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["cycle"] = encode_uuid(cycle)
        return t.decode_CycleWithOffers(await self._call("cycles.get", d))

    async def list(
        self, *,
        enterprise: str,
        opens_from: datetime.datetime | None = None,
        opens_before: datetime.datetime | None = None,
        state: t.CycleState | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.CyclePage:
        """Lists cycles: `cycles.list`, by opening. For customers too.

        - enterprise: Whose.
        - opens_from: Only those that open at this instant or later.
        - opens_before: Only those that open before this instant.
        - state: Only those in this state.
        - limit: How many: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if opens_from is not None:
            d["opens_from"] = encode_instant(opens_from)
        if opens_before is not None:
            d["opens_before"] = encode_instant(opens_before)
        if state is not None:
            d["state"] = state
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_CyclePage(await self._call("cycles.list", d))

    async def update_offers(
        self, *,
        enterprise: str,
        cycle: IdLike,
        version: int | None = None,
        offers: Sequence[t.OfferPatch] = (),
        removed: Sequence[t.OfferName] = (),
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.CycleWithOffers:
        """Changes what is offered in an upcoming or open cycle: `cycles.update_offers`. All or
        none.

        A new price holds for lines that come in from now on; lines already there keep
        theirs (R24). A new stock moves what is free by the difference.

        Errors: `conflict` for a stale version; `insufficient_stock` for a stock below what
        is claimed; `wrong_state` for a cycle in another state, or when orders hold an offer
        that is to go.

        - enterprise: Whose.
        - cycle: In which cycle.
        - version: The version of the cycle that the caller saw; none: whatever is there
          (R35).
        - offers: The offers that change or are new, each once.
        - removed: The offers that go.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["cycle"] = encode_uuid(cycle)
        if version is not None:
            d["version"] = version
        if offers != ():
            d["offers"] = encode_list(offers, t.encode_OfferPatch)
        if removed != ():
            d["removed"] = encode_list(removed, t.encode_OfferName)
        return t.decode_CycleWithOffers(await self._call("cycles.update_offers", d, key, dry_run))

    async def outcomes(
        self, *,
        enterprise: str,
        cycle: IdLike,
        kind: t.OutcomeKind | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.OutcomePage:
        """Lists what became of the standing orders in a cycle: `cycles.outcomes`.

        Errors: `not_found`.

        - enterprise: Whose.
        - cycle: In which cycle.
        - kind: Only those of this kind.
        - limit: How many: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["cycle"] = encode_uuid(cycle)
        if kind is not None:
            d["kind"] = kind
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_OutcomePage(await self._call("cycles.outcomes", d))


class AsyncStandingOrders:
    """`hub.standing_orders`."""

    __slots__ = ("_call",)

    def __init__(self, call: AsyncCall) -> None:
        self._call = call

    async def create(
        self, *,
        enterprise: str,
        customer: IdLike,
        series: IdLike | None = None,
        cycles: Sequence[IdLike] = (),
        distributor: str,
        starts_on: datetime.date | None = None,
        ends_on: datetime.date | None = None,
        lines: Sequence[t.LineInput] = (),
        from_saved_list: IdLike | None = None,
        every: int | None = None,
        mode: t.Mode | None = None,
        shipping_method: str | None = None,
        payment_method: str | None = None,
        shipping_address: t.Address | None = None,
        note: str | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.StandingOrderSaved:
        """Makes a standing order: `standing_orders.create`. Customers may, where the hub lets
        them (D13).

        Its orders are made when cycles open; for cycles that are open now, at the next
        tick.

        Errors: `unknown_reference`, `not_eligible`, `not_a_step`, `end_before_start`,
        `not_allowed`; `wrong_state` for an erased customer. An archived one is restored
        (A12).

        - enterprise: At which enterprise.
        - customer: For whom.
        - series: For every cycle of this series; or else give `cycles`.
        - cycles: For these cycles alone.
        - distributor: Who distributes it.
        - starts_on: The first date; none: today, in the enterprise's zone.
        - ends_on: The last date, itself included; none: open-ended.
        - lines: What is wanted: 1 to 500 lines; or else give `from_saved_list`.
        - from_saved_list: A saved list of the customer's, whose lines are wanted as they are
          now (A14).
        - every: The cadence of lines that name none: every *n*th cycle, usually 1.
        - mode: Who makes its orders; usually the tick (D10).
        - shipping_method: The host's shipping method; none: the customer's preference.
        - payment_method: The host's payment method; none: the customer's preference.
        - shipping_address: Where goods go; none: the customer's address.
        - note: A note that is printed on sheets.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        if series is not None:
            d["series"] = encode_uuid(series)
        if cycles != ():
            d["cycles"] = encode_list(cycles, encode_uuid)
        d["distributor"] = distributor
        if starts_on is not None:
            d["starts_on"] = encode_date(starts_on)
        if ends_on is not None:
            d["ends_on"] = encode_date(ends_on)
        if lines != ():
            d["lines"] = encode_list(lines, t.encode_LineInput)
        if from_saved_list is not None:
            d["from_saved_list"] = encode_uuid(from_saved_list)
        if every is not None:
            d["every"] = every
        if mode is not None:
            d["mode"] = mode
        if shipping_method is not None:
            d["shipping_method"] = shipping_method
        if payment_method is not None:
            d["payment_method"] = payment_method
        if shipping_address is not None:
            d["shipping_address"] = t.encode_Address(shipping_address)
        if note is not None:
            d["note"] = note
        return t.decode_StandingOrderSaved(await self._call("standing_orders.create", d, key, dry_run))

    async def get(
        self, *,
        enterprise: str,
        standing_order: IdLike,
    ) -> t.StandingOrder:
        """Reads one standing order: `standing_orders.get`.

        Errors: `not_found`.

        - enterprise: At which enterprise.
        - standing_order: Which.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["standing_order"] = encode_uuid(standing_order)
        return t.decode_StandingOrder(await self._call("standing_orders.get", d))

    async def list(
        self, *,
        enterprise: str,
        customer: IdLike | None = None,
        series: IdLike | None = None,
        state: t.StandingOrderState | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.StandingOrderPage:
        """Lists standing orders: `standing_orders.list`. A customer sees his own.

        - enterprise: Of which enterprise.
        - customer: Of this customer.
        - series: Of this series.
        - state: In this state.
        - limit: How many: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if customer is not None:
            d["customer"] = encode_uuid(customer)
        if series is not None:
            d["series"] = encode_uuid(series)
        if state is not None:
            d["state"] = state
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_StandingOrderPage(await self._call("standing_orders.list", d))

    async def revise(
        self, *,
        enterprise: str,
        standing_order: IdLike,
        version: int | None = None,
        holds_from: datetime.date | None = None,
        lines: Sequence[t.LineInput] | Keep = KEEP,
        shipping_method: str | None | Keep = KEEP,
        payment_method: str | None | Keep = KEEP,
        shipping_address: t.Address | None | Keep = KEEP,
        note: str | None | Keep = KEEP,
        later: t.LaterRevisions | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.StandingOrderSaved:
        """Changes what a standing order holds, from a date on: `standing_orders.revise`.
        Earlier revisions stay readable; orders that are open follow by merge (D8).

        Errors: those of creating; `conflict` for a stale version; `wrong_state` when it has
        ended.

        - enterprise: At which enterprise.
        - standing_order: Which.
        - version: The version that the caller saw; none: whatever is there (R35).
        - holds_from: The first date on which it holds; none: today.
        - lines: The lines: the whole list.
        - shipping_method: The host's shipping method; null: the customer's preference.
        - payment_method: The host's payment method; null: the customer's preference.
        - shipping_address: Where goods go; null: the customer's address.
        - note: A note that is printed on sheets; null: none.
        - later: What becomes of revisions of later dates; usually `carry`.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["standing_order"] = encode_uuid(standing_order)
        if version is not None:
            d["version"] = version
        if holds_from is not None:
            d["holds_from"] = encode_date(holds_from)
        if not isinstance(lines, Keep):
            d["lines"] = encode_list(lines, t.encode_LineInput)
        if not isinstance(shipping_method, Keep):
            d["shipping_method"] = shipping_method
        if not isinstance(payment_method, Keep):
            d["payment_method"] = payment_method
        if not isinstance(shipping_address, Keep):
            d["shipping_address"] = None if shipping_address is None else t.encode_Address(shipping_address)
        if not isinstance(note, Keep):
            d["note"] = note
        if later is not None:
            d["later"] = later
        return t.decode_StandingOrderSaved(await self._call("standing_orders.revise", d, key, dry_run))

    async def skip(
        self, *,
        enterprise: str,
        standing_order: IdLike,
        version: int | None = None,
        cycles: Sequence[IdLike] = (),
        dates: Sequence[datetime.date] = (),
        variant: str | None = None,
        open_orders: t.OpenOrders | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.StandingOrderSaved:
        """Leaves cycles out: `standing_orders.skip`. The whole order, or one line of it.

        A skip of one cycle whose order exists cancels that order; of several, say
        `open_orders` (R29).

        Errors: `limit_passed` (D14), `skip_limit` (R33), `open_orders_exist`,
        `unknown_reference`.

        - enterprise: At which enterprise.
        - standing_order: Which standing order.
        - version: The version that the caller saw; none: whatever is there.
        - cycles: These cycles.
        - dates: The cycles of these dates (R3), which need not exist yet.
        - variant: Only the line of this variant; none: the whole order.
        - open_orders: What becomes of orders that are open in several cycles.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["standing_order"] = encode_uuid(standing_order)
        if version is not None:
            d["version"] = version
        if cycles != ():
            d["cycles"] = encode_list(cycles, encode_uuid)
        if dates != ():
            d["dates"] = encode_list(dates, encode_date)
        if variant is not None:
            d["variant"] = variant
        if open_orders is not None:
            d["open_orders"] = open_orders
        return t.decode_StandingOrderSaved(await self._call("standing_orders.skip", d, key, dry_run))

    async def unskip(
        self, *,
        enterprise: str,
        standing_order: IdLike,
        version: int | None = None,
        cycles: Sequence[IdLike] = (),
        dates: Sequence[datetime.date] = (),
        variant: str | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.StandingOrderSaved:
        """Takes skips back: `standing_orders.unskip`, until the limit. An order that the skip
        cancelled is revived at the next tick under its old id (R29).

        Errors: `wrong_state` when nothing of it is skipped, `limit_passed`.

        - enterprise: At which enterprise.
        - standing_order: Which standing order.
        - version: The version that the caller saw; none: whatever is there.
        - cycles: These cycles.
        - dates: The cycles of these dates.
        - variant: Only the line of this variant; none: the whole order.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["standing_order"] = encode_uuid(standing_order)
        if version is not None:
            d["version"] = version
        if cycles != ():
            d["cycles"] = encode_list(cycles, encode_uuid)
        if dates != ():
            d["dates"] = encode_list(dates, encode_date)
        if variant is not None:
            d["variant"] = variant
        return t.decode_StandingOrderSaved(await self._call("standing_orders.unskip", d, key, dry_run))

    async def pause(
        self, *,
        enterprise: str,
        standing_order: IdLike,
        version: int | None = None,
        starts_on: datetime.date,
        ends_on: datetime.date | None = None,
        open_orders: t.OpenOrders | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.StandingOrderSaved:
        """Pauses a standing order between two dates: `standing_orders.pause`. Cycles whose
        date (R3) lies within make no order.

        Errors: `end_before_start`, `open_orders_exist` (R29), `limit_passed`, `conflict`.

        - enterprise: At which enterprise.
        - standing_order: Which.
        - version: The version that the caller saw; none: whatever is there.
        - starts_on: The first date without orders.
        - ends_on: The last date without orders; none: until further notice.
        - open_orders: What becomes of orders that are open in that time.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["standing_order"] = encode_uuid(standing_order)
        if version is not None:
            d["version"] = version
        d["starts_on"] = encode_date(starts_on)
        if ends_on is not None:
            d["ends_on"] = encode_date(ends_on)
        if open_orders is not None:
            d["open_orders"] = open_orders
        return t.decode_StandingOrderSaved(await self._call("standing_orders.pause", d, key, dry_run))

    async def resume(
        self, *,
        enterprise: str,
        standing_order: IdLike,
        version: int | None = None,
        resumes_on: datetime.date | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.StandingOrderSaved:
        """Ends the pauses of a standing order: `standing_orders.resume`. Cycles that are open
        by then get their order at the next tick (R21).

        Errors: `wrong_state` when it is not paused.

        - enterprise: At which enterprise.
        - standing_order: Which.
        - version: The version that the caller saw; none: whatever is there.
        - resumes_on: The first date with orders again; none: today, in the enterprise's zone.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["standing_order"] = encode_uuid(standing_order)
        if version is not None:
            d["version"] = version
        if resumes_on is not None:
            d["resumes_on"] = encode_date(resumes_on)
        return t.decode_StandingOrderSaved(await self._call("standing_orders.resume", d, key, dry_run))

    async def finish(
        self, *,
        enterprise: str,
        standing_order: IdLike,
        version: int | None = None,
        ends_on: datetime.date | None = None,
        open_orders: t.OpenOrders | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.StandingOrderSaved:
        """Ends a standing order: `standing_orders.finish`, now or after a date. What it made
        stays.

        Errors: `end_before_start`, `open_orders_exist` (R29), `limit_passed` for an order
        that would go, `wrong_state` when it has ended.

        - enterprise: At which enterprise.
        - standing_order: Which.
        - version: The version that the caller saw; none: whatever is there.
        - ends_on: The last date, itself included; none: it ends now.
        - open_orders: What becomes of orders that are open after that.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["standing_order"] = encode_uuid(standing_order)
        if version is not None:
            d["version"] = version
        if ends_on is not None:
            d["ends_on"] = encode_date(ends_on)
        if open_orders is not None:
            d["open_orders"] = open_orders
        return t.decode_StandingOrderSaved(await self._call("standing_orders.finish", d, key, dry_run))

    async def explain(
        self, *,
        enterprise: str,
        standing_order: IdLike,
        cycle: IdLike,
    ) -> t.Explanation:
        """Says what happened, or will happen, to a standing order in a cycle, and which rule
        decides: `standing_orders.explain` (E7).

        Errors: `not_found`.

        - enterprise: At which enterprise.
        - standing_order: Which standing order.
        - cycle: In which cycle.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["standing_order"] = encode_uuid(standing_order)
        d["cycle"] = encode_uuid(cycle)
        return t.decode_Explanation(await self._call("standing_orders.explain", d))

    async def timeline(
        self, *,
        enterprise: str,
        standing_order: IdLike,
    ) -> t.TimelinePage:
        """Shows a standing order's past cycles with what became of them, and the coming ones
        with what will: `standing_orders.timeline` (D9).

        Errors: `not_found`.

        - enterprise: At which enterprise.
        - standing_order: Which standing order.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["standing_order"] = encode_uuid(standing_order)
        return t.decode_TimelinePage(await self._call("standing_orders.timeline", d))


class AsyncOrders:
    """`hub.orders`."""

    __slots__ = ("_call",)

    def __init__(self, call: AsyncCall) -> None:
        self._call = call

    async def record(
        self, *,
        enterprise: str,
        cycle: IdLike,
        distributor: str,
        customer: IdLike | None = None,
        email: str | None = None,
        fields: t.CustomerFields | None = None,
        lines: Sequence[t.LineWanted],
        by_hand: bool = False,
        shipping_method: str | None = None,
        payment_method: str | None = None,
        shipping_address: t.Address | None = None,
        quoted_fees: Sequence[t.QuotedFeeInput] = (),
        note: str | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.OrderWithLines:
        """Records an order of the shop: `orders.record`. It is placed at once and takes its
        stock in the same transaction. An e-mail address finds its default customer, or
        makes one (A5, R17). Whether he may shop at all the host asks before, with
        `customers.may_shop` (A11).

        Errors: `cycle_not_open`, `insufficient_stock` with every short line,
        `unknown_reference`; `already_exists` for a new customer's code that is in use;
        `wrong_state` for an erased customer. An archived one is restored (A12).

        - enterprise: Who sells.
        - cycle: In which cycle.
        - distributor: Who distributes.
        - customer: Who orders; or else give `email`.
        - email: Who orders, by e-mail address.
        - fields: What is known of a customer whom the address does not find.
        - lines: What is ordered.
        - by_hand: Where it comes from; usually the shop.
        - shipping_method: The host's shipping method; none: the customer's preference.
        - payment_method: The host's payment method; none: the customer's preference.
        - shipping_address: Where goods go; none: the customer's address.
        - quoted_fees: What the host charges for shipping and payment.
        - note: A note that is printed on sheets.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["cycle"] = encode_uuid(cycle)
        d["distributor"] = distributor
        if customer is not None:
            d["customer"] = encode_uuid(customer)
        if email is not None:
            d["email"] = email
        if fields is not None:
            d["fields"] = t.encode_CustomerFields(fields)
        d["lines"] = encode_list(lines, t.encode_LineWanted)
        if by_hand:
            d["by_hand"] = by_hand
        if shipping_method is not None:
            d["shipping_method"] = shipping_method
        if payment_method is not None:
            d["payment_method"] = payment_method
        if shipping_address is not None:
            d["shipping_address"] = t.encode_Address(shipping_address)
        if quoted_fees != ():
            d["quoted_fees"] = encode_list(quoted_fees, t.encode_QuotedFeeInput)
        if note is not None:
            d["note"] = note
        return t.decode_OrderWithLines(await self._call("orders.record", d, key, dry_run))

    async def get(
        self, *,
        enterprise: str,
        order: IdLike,
    ) -> t.OrderWithLines:
        """Reads one order with its lines: `orders.get`.

        Errors: `not_found`.

        - enterprise: Who sells.
        - order: Which.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["order"] = encode_uuid(order)
        return t.decode_OrderWithLines(await self._call("orders.get", d))

    async def list(
        self, *,
        enterprise: str,
        cycle: IdLike | None = None,
        customer: IdLike | None = None,
        standing_order: IdLike | None = None,
        state: t.OrderState | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.OrderWithLinesPage:
        """Lists orders with their lines: `orders.list`. A customer sees his own.

        - enterprise: Who sells.
        - cycle: In this cycle.
        - customer: Of this customer.
        - standing_order: Of this standing order.
        - state: In this state.
        - limit: How many: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if cycle is not None:
            d["cycle"] = encode_uuid(cycle)
        if customer is not None:
            d["customer"] = encode_uuid(customer)
        if standing_order is not None:
            d["standing_order"] = encode_uuid(standing_order)
        if state is not None:
            d["state"] = state
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_OrderWithLinesPage(await self._call("orders.list", d))

    async def edit(
        self, *,
        enterprise: str,
        order: IdLike,
        version: int | None = None,
        set_lines: Sequence[t.LineWanted] = (),
        shipping_method: str | None | Keep = KEEP,
        payment_method: str | None | Keep = KEEP,
        shipping_address: t.Address | None | Keep = KEEP,
        note: str | None | Keep = KEEP,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.OrderWithLines:
        """Changes an order: `orders.edit`. Lines that are not named stay. Lines that stand
        keep their price, new ones take today's (R24). Taking the last line out cancels the
        order (R26).

        Errors: `limit_passed` at the limit or later (R1), `insufficient_stock`, `conflict`
        for a stale version (R35), `skip_limit` (R26), `unknown_reference`, `wrong_state`.

        - enterprise: Who sells.
        - order: Which order.
        - version: The version that the caller saw; none: whatever is there.
        - set_lines: How much there shall be of these variants; 0 takes one out.
        - shipping_method: The host's shipping method.
        - payment_method: The host's payment method.
        - shipping_address: Where goods go.
        - note: A note that is printed on sheets.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["order"] = encode_uuid(order)
        if version is not None:
            d["version"] = version
        if set_lines != ():
            d["set_lines"] = encode_list(set_lines, t.encode_LineWanted)
        if not isinstance(shipping_method, Keep):
            d["shipping_method"] = shipping_method
        if not isinstance(payment_method, Keep):
            d["payment_method"] = payment_method
        if not isinstance(shipping_address, Keep):
            d["shipping_address"] = None if shipping_address is None else t.encode_Address(shipping_address)
        if not isinstance(note, Keep):
            d["note"] = note
        return t.decode_OrderWithLines(await self._call("orders.edit", d, key, dry_run))

    async def cancel(
        self, *,
        enterprise: str,
        order: IdLike,
        version: int | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.OrderWithLines:
        """Cancels an order: `orders.cancel`. Its stock is free again; its cycle counts as
        skipped. Staff cancel a held order after its close too.

        Errors: `limit_passed`, `wrong_state`, `conflict`, `skip_limit`.

        - enterprise: Who sells.
        - order: Which order.
        - version: The version that the caller saw; none: whatever is there.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["order"] = encode_uuid(order)
        if version is not None:
            d["version"] = version
        return t.decode_OrderWithLines(await self._call("orders.cancel", d, key, dry_run))

    async def confirm(
        self, *,
        enterprise: str,
        order: IdLike,
        version: int | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.OrderWithLines:
        """Confirms a pending order before its cycle closes: `orders.confirm`. It is placed
        now; it may still be changed until the limit (R34). Confirming twice is no harm.

        Errors: `limit_passed`, `wrong_state`, `conflict`.

        - enterprise: Who sells.
        - order: Which order.
        - version: The version that the caller saw; none: whatever is there.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["order"] = encode_uuid(order)
        if version is not None:
            d["version"] = version
        return t.decode_OrderWithLines(await self._call("orders.confirm", d, key, dry_run))

    async def release(
        self, *,
        enterprise: str,
        order: IdLike,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.OrderWithLines:
        """Releases a held order: `orders.release`. Staff only. Where its cycle has closed, it
        is placed, until collection begins (R39); what a missed cycle left held, at any time
        (R25).

        Errors: `wrong_state` when it is not held.

        - enterprise: Who sells.
        - order: Which order.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["order"] = encode_uuid(order)
        return t.decode_OrderWithLines(await self._call("orders.release", d, key, dry_run))

    async def create_ahead(
        self, *,
        enterprise: str,
        standing_order: IdLike,
        cycles: Sequence[IdLike],
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.OrderWithLinesPage:
        """Makes the orders of a standing order for picked cycles that have not opened:
        `orders.create_ahead`. They hold no stock until their cycle opens, and claim it
        before any order is generated (R27).

        Errors: `already_exists` for a cycle that has its order, `wrong_state` for one that
        has opened or in which the standing order is not due.

        - enterprise: Who sells.
        - standing_order: Whose orders.
        - cycles: For which cycles.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["standing_order"] = encode_uuid(standing_order)
        d["cycles"] = encode_list(cycles, encode_uuid)
        return t.decode_OrderWithLinesPage(await self._call("orders.create_ahead", d, key, dry_run))

    async def duplicate(
        self, *,
        enterprise: str,
        order: IdLike,
        cycles: Sequence[IdLike],
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.OrderWithLinesPage:
        """Duplicates an order into picked cycles: `orders.duplicate`. In cycles that have not
        opened the copies are made ahead. The copy of a standing order's order is that
        standing order's order there.

        Errors: `wrong_state` for a cycle that has opened or an order of nothing,
        `already_exists`.

        - enterprise: Who sells.
        - order: Which order.
        - cycles: Into which cycles.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["order"] = encode_uuid(order)
        d["cycles"] = encode_list(cycles, encode_uuid)
        return t.decode_OrderWithLinesPage(await self._call("orders.duplicate", d, key, dry_run))

    async def adopt(
        self, *,
        enterprise: str,
        order: IdLike,
        standing_order: IdLike,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.OrderWithLines:
        """Makes an order of the shop the one that a standing order has in its cycle:
        `orders.adopt`. None is generated then.

        Errors: `wrong_state` for another customer's or another standing order's order,
        `already_exists`.

        - enterprise: Who sells.
        - order: Which order.
        - standing_order: By which standing order.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["order"] = encode_uuid(order)
        d["standing_order"] = encode_uuid(standing_order)
        return t.decode_OrderWithLines(await self._call("orders.adopt", d, key, dry_run))

    async def detach(
        self, *,
        enterprise: str,
        order: IdLike,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.OrderWithLines:
        """Takes an order out of its standing order: `orders.detach`. The order stays; the pair
        counts as skipped, and no other is generated (R27).

        Errors: `wrong_state` when it belongs to none, `limit_passed`.

        - enterprise: Who sells.
        - order: Which order.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["order"] = encode_uuid(order)
        return t.decode_OrderWithLines(await self._call("orders.detach", d, key, dry_run))

    async def reassign(
        self, *,
        enterprise: str,
        order: IdLike,
        customer: IdLike,
        version: int | None = None,
        with_payments: bool = False,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.OrderWithLines:
        """Gives an order to another customer of the enterprise: `orders.reassign` (A5, R38).
        Packing sheets, history and balance follow, whatever its state: what it charged is
        taken back from the one and charged to the other, for the original days. Staff only.

        A standing order that made it stays with its owner, and so does what became of that
        cycle. The flag `check_customer` is cleared; naming the customer who has the order
        already says that he is the right one, and clears it too.

        Errors: `wrong_state` for a customer who has it already and need not be checked, or
        who is archived, erased or was merged into another; `unknown_reference` for one who
        is not there; `conflict` for a stale version.

        - enterprise: Who sells.
        - order: Which order.
        - customer: To whom.
        - version: The version that the caller saw; none: whatever is there.
        - with_payments: Whether payments, refunds and credits that name the order go with it;
          usually they stay with who paid.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["order"] = encode_uuid(order)
        d["customer"] = encode_uuid(customer)
        if version is not None:
            d["version"] = version
        if with_payments:
            d["with_payments"] = with_payments
        return t.decode_OrderWithLines(await self._call("orders.reassign", d, key, dry_run))


class AsyncPastOrders:
    """`hub.past_orders`."""

    __slots__ = ("_call",)

    def __init__(self, call: AsyncCall) -> None:
        self._call = call

    async def record(
        self, *,
        enterprise: str,
        orders: Sequence[t.PastOrderInput],
        create_customers: bool = False,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.PastOrdersRecorded:
        """Records orders from before Milkround, or from outside of any cycle:
        `past_orders.record` (A5, A13). Staff only. All or none, with every fault at its
        path. An order whose reference is known replaces what was recorded; the same list
        twice changes nothing.

        An address that is known links the order to its default customer. An unknown one
        makes no customer unless `create_customers` says so: the order waits for
        `customers.link_orders`. Past orders charge nothing: opening balances are entered
        with `ledger.record`. They count among the customer's orders, and in his history and
        sales. What belongs to an erased customer stays as it is.

        - enterprise: Who sold.
        - orders: The orders, each once; at most 1,000.
        - create_customers: Whether an unknown address makes a customer.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["orders"] = encode_list(orders, t.encode_PastOrderInput)
        if create_customers:
            d["create_customers"] = create_customers
        return t.decode_PastOrdersRecorded(await self._call("past_orders.record", d, key, dry_run))

    async def list(
        self, *,
        enterprise: str,
        customer: IdLike | None = None,
        reference: str | None = None,
        linked: bool | None = None,
        state: t.PastOrderState | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.PastOrderPage:
        """Lists past orders, the newest first: `past_orders.list`. A customer sees his own.

        Errors: `malformed` for the token of another list.

        - enterprise: Who sold.
        - customer: Of this customer.
        - reference: Only this one, by what the host calls it.
        - linked: True: only those that belong to a customer; false: only those that belong to
          nobody yet.
        - state: In this state.
        - limit: How many: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if customer is not None:
            d["customer"] = encode_uuid(customer)
        if reference is not None:
            d["reference"] = reference
        if linked is not None:
            d["linked"] = linked
        if state is not None:
            d["state"] = state
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_PastOrderPage(await self._call("past_orders.list", d))


class AsyncSavedLists:
    """`hub.saved_lists`."""

    __slots__ = ("_call",)

    def __init__(self, call: AsyncCall) -> None:
        self._call = call

    async def save(
        self, *,
        enterprise: str,
        customer: IdLike,
        saved_list: IdLike | None = None,
        version: int | None = None,
        name: str,
        lines: Sequence[t.LineWanted],
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.SavedList:
        """Saves a list of items that a customer takes again and again: `saved_lists.save`
        (A14). Without `saved_list`, a list of his that has the name is replaced, ignoring
        case and accents; else it is a new one. Customers may save their own.

        Errors: `not_found`; `already_exists` for a name that another list of his has;
        `wrong_state` for an erased customer; `conflict` for a stale version.

        - enterprise: At which enterprise.
        - customer: Whose; at most 50 lists.
        - saved_list: Which list to replace; none: that of this name, or a new one.
        - version: The version that the caller saw; none: whatever is there (R35).
        - name: What he calls it.
        - lines: What shall stand in it: 1 to 200 lines, each variant once.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        if saved_list is not None:
            d["saved_list"] = encode_uuid(saved_list)
        if version is not None:
            d["version"] = version
        d["name"] = name
        d["lines"] = encode_list(lines, t.encode_LineWanted)
        return t.decode_SavedList(await self._call("saved_lists.save", d, key, dry_run))

    async def list(
        self, *,
        enterprise: str,
        customer: IdLike,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.SavedListPage:
        """Lists a customer's saved lists by name: `saved_lists.list` (A14). Customers may read
        their own.

        Errors: `not_found` for the customer; `malformed` for the token of another list.

        - enterprise: At which enterprise.
        - customer: Whose.
        - limit: How many: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_SavedListPage(await self._call("saved_lists.list", d))

    async def remove(
        self, *,
        enterprise: str,
        saved_list: IdLike,
        version: int | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.SavedList:
        """Removes a saved list and answers with it: `saved_lists.remove` (A14). Customers may
        remove their own.

        Errors: `not_found`; `conflict` for a stale version.

        - enterprise: At which enterprise.
        - saved_list: Which list.
        - version: The version that the caller saw; none: whatever is there (R35).
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["saved_list"] = encode_uuid(saved_list)
        if version is not None:
            d["version"] = version
        return t.decode_SavedList(await self._call("saved_lists.remove", d, key, dry_run))

    async def from_order(
        self, *,
        enterprise: str,
        order: IdLike,
        name: str,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.SavedList:
        """Saves what stands in an order as a list: `saved_lists.from_order` (A14). A list of
        the customer's that has the name is replaced. Customers may do so with their own
        orders.

        Errors: `not_found`; `wrong_state` for an order of nothing, or an erased customer.

        - enterprise: At which enterprise.
        - order: Which order; the list is its customer's.
        - name: What he calls the list.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["order"] = encode_uuid(order)
        d["name"] = name
        return t.decode_SavedList(await self._call("saved_lists.from_order", d, key, dry_run))

    async def add_to_order(
        self, *,
        enterprise: str,
        saved_list: IdLike,
        order: IdLike,
        version: int | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.AddedToOrder:
        """Adds what stands in a saved list to an order that can still be changed:
        `saved_lists.add_to_order` (A14). Lines that the order has grow. What is not there
        is left out and told; what is there in part is added in part. Customers may do so
        with their own.

        Errors: `limit_passed`, `wrong_state`, `conflict`, as in `orders.edit`;
        `wrong_state` for another customer's order.

        - enterprise: At which enterprise.
        - saved_list: Which list.
        - order: To which order, of the same customer.
        - version: The version of the order that the caller saw; none: whatever is there.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["saved_list"] = encode_uuid(saved_list)
        d["order"] = encode_uuid(order)
        if version is not None:
            d["version"] = version
        return t.decode_AddedToOrder(await self._call("saved_lists.add_to_order", d, key, dry_run))


class AsyncLedger:
    """`hub.ledger`."""

    __slots__ = ("_call",)

    def __init__(self, call: AsyncCall) -> None:
        self._call = call

    async def record(
        self, *,
        enterprise: str,
        customer: IdLike,
        kind: t.HandMade,
        amount: DecimalLike,
        order: IdLike | None = None,
        reference: str | None = None,
        note: str | None = None,
        booked_on: datetime.date | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.Posting:
        """Writes an entry into a customer's ledger: `ledger.record`. Staff only; call it with
        an idempotency key, so that a payment reported twice counts once (B8).

        Orders charge by themselves when they are placed. A wrong entry is reversed, never
        edited.

        Errors: `out_of_range` for no amount, `wrong_currency` for too many decimals,
        `unknown_reference` for an order or customer that is not there.

        - enterprise: Whose books.
        - customer: Whose account; of who was merged into another, that one's.
        - kind: What it is.
        - amount: How much, in the enterprise's currency: above 0, for an adjustment either
          way.
        - order: The customer's order that it belongs to; not for charges and adjustments:
          change the order.
        - reference: What the books outside call it: an invoice, a bank transfer.
        - note: Why, in words; at most 2,000 characters.
        - booked_on: The day for which it counts; none: today, in the enterprise's zone.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        d["kind"] = kind
        d["amount"] = encode_decimal(amount)
        if order is not None:
            d["order"] = encode_uuid(order)
        if reference is not None:
            d["reference"] = reference
        if note is not None:
            d["note"] = note
        if booked_on is not None:
            d["booked_on"] = encode_date(booked_on)
        return t.decode_Posting(await self._call("ledger.record", d, key, dry_run))

    async def reverse(
        self, *,
        enterprise: str,
        posting: IdLike,
        note: str | None = None,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.Posting:
        """Takes an entry back by its opposite: `ledger.reverse`. Both stay in the ledger.
        Staff only.

        Errors: `wrong_state` for an entry that is reversed already, is a reversal itself,
        or is what an order charged: edit or cancel that order.

        - enterprise: Whose books.
        - posting: Which entry.
        - note: Why, in words; at most 2,000 characters.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["posting"] = encode_uuid(posting)
        if note is not None:
            d["note"] = note
        return t.decode_Posting(await self._call("ledger.reverse", d, key, dry_run))

    async def list(
        self, *,
        enterprise: str,
        customer: IdLike | None = None,
        order: IdLike | None = None,
        kind: t.PostingKind | None = None,
        kinds: Sequence[t.PostingKind] = (),
        search: str | None = None,
        starts_on: datetime.date | None = None,
        ends_on: datetime.date | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.PostingPage:
        """Lists entries of the ledger, the latest day first: `ledger.list`. A customer sees
        his own.

        Errors: `malformed` for the token of another list; `end_before_start`.

        - enterprise: Whose books.
        - customer: Of this customer.
        - order: Of this order.
        - kind: Of this kind.
        - kinds: Of one of these kinds: for adjustments and refunds, say (A13); none: of any.
        - search: Each word must begin a word of the reference or the note, ignoring case and
          accents; at most 8. Where much is looked through for little, a page is short and
          `next_page` goes on.
        - starts_on: Booked for this day or later.
        - ends_on: Booked for this day or earlier.
        - limit: How many: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if customer is not None:
            d["customer"] = encode_uuid(customer)
        if order is not None:
            d["order"] = encode_uuid(order)
        if kind is not None:
            d["kind"] = kind
        if kinds != ():
            d["kinds"] = encode_list(kinds)
        if search is not None:
            d["search"] = search
        if starts_on is not None:
            d["starts_on"] = encode_date(starts_on)
        if ends_on is not None:
            d["ends_on"] = encode_date(ends_on)
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_PostingPage(await self._call("ledger.list", d))

    async def balance(
        self, *,
        enterprise: str,
        customer: IdLike,
    ) -> t.Balance:
        """Reads a customer's balance: `ledger.balance`. Customers may read their own.

        The balance is the sum of the entries, credits less charges: below zero, the
        customer owes. It is one row, however long the history. Of who was merged into
        another, it is that one's.

        Errors: `not_found`.

        - enterprise: Whose books.
        - customer: Of which customer.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        return t.decode_Balance(await self._call("ledger.balance", d))

    async def statement(
        self, *,
        enterprise: str,
        customer: IdLike,
        starts_on: datetime.date,
        ends_on: datetime.date,
        as_of: datetime.datetime | None = None,
    ) -> t.Statement:
        """The statement of a customer for a period: `ledger.statement`. Customers may read
        their own.

        Entries count by the day for which they are booked. What is written later for a day
        of the period changes a new statement, and never one asked for again with the same
        `as_of` (R38).

        Errors: `end_before_start`; `out_of_range` for a period of more than 10,000 entries.

        - enterprise: Whose books.
        - customer: Of which customer.
        - starts_on: The first day, in the enterprise's zone.
        - ends_on: The last day, itself included.
        - as_of: Only what was written by then, itself included; none: now.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["customer"] = encode_uuid(customer)
        d["starts_on"] = encode_date(starts_on)
        d["ends_on"] = encode_date(ends_on)
        if as_of is not None:
            d["as_of"] = encode_instant(as_of)
        return t.decode_Statement(await self._call("ledger.statement", d))


class AsyncNotices:
    """`hub.notices`."""

    __slots__ = ("_call",)

    def __init__(self, call: AsyncCall) -> None:
        self._call = call

    async def list(
        self, *,
        enterprise: str,
        state: t.NoticeState | None = None,
        kind: t.NoticeKind | None = None,
        cycle: IdLike | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.NoticePage:
        """Lists notices: `notices.list`.

        - enterprise: Whose.
        - state: Only those in this state, by the time at which they are ready.
        - kind: Only those of this kind.
        - cycle: Only those about this cycle.
        - limit: How many: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if state is not None:
            d["state"] = state
        if kind is not None:
            d["kind"] = kind
        if cycle is not None:
            d["cycle"] = encode_uuid(cycle)
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_NoticePage(await self._call("notices.list", d))

    async def lease(
        self, *,
        enterprise: str,
        limit: int,
        seconds: int,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.NoticeBatch:
        """Takes notices for delivery: `notices.lease`, the oldest first. Whoever delivers one
        reports with its `fence`; what is not reported in time is given to the next who
        asks.

        - enterprise: Whose.
        - limit: How many at most: 1 to 100.
        - seconds: For how long, in seconds: 10 to 3,600.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["limit"] = limit
        d["seconds"] = seconds
        return t.decode_NoticeBatch(await self._call("notices.lease", d, key, dry_run))

    async def acknowledge(
        self, *,
        enterprise: str,
        notice: IdLike,
        fence: int,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.NoticeView:
        """Reports a delivery: `notices.acknowledge`. The same report again answers the same.

        Errors: `not_found`; `conflict` for a lease that is over; `wrong_state` when a
        failure was reported.

        - enterprise: Whose.
        - notice: Which.
        - fence: The fence that came with the lease.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["notice"] = encode_uuid(notice)
        d["fence"] = fence
        return t.decode_NoticeView(await self._call("notices.acknowledge", d, key, dry_run))

    async def report_failure(
        self, *,
        enterprise: str,
        notice: IdLike,
        fence: int,
        reason: str,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.NoticeView:
        """Reports a delivery that failed: `notices.report_failure`. It is tried again after a
        minute, two, four and so on, at most six hours; after eight failures it is parked.
        The same report again counts once.

        Errors: `not_found`; `conflict` for a lease that is over; `wrong_state` when it was
        delivered.

        - enterprise: Whose.
        - notice: Which.
        - fence: The fence that came with the lease.
        - reason: Why it failed, for the person who looks into it; at most 1,000 characters.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["notice"] = encode_uuid(notice)
        d["fence"] = fence
        d["reason"] = reason
        return t.decode_NoticeView(await self._call("notices.report_failure", d, key, dry_run))

    async def requeue(
        self, *,
        enterprise: str,
        notice: IdLike,
        key: str | None = None,
        dry_run: bool = False,
    ) -> t.NoticeView:
        """Gives a parked notice another eight tries: `notices.requeue`.

        Errors: `not_found`; `wrong_state` when it is not parked.

        - enterprise: Whose.
        - notice: Which.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        d["notice"] = encode_uuid(notice)
        return t.decode_NoticeView(await self._call("notices.requeue", d, key, dry_run))


class AsyncChanges:
    """`hub.changes`."""

    __slots__ = ("_call",)

    def __init__(self, call: AsyncCall) -> None:
        self._call = call

    async def list(
        self, *,
        enterprise: str,
        subject: IdLike | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> t.ChangePage:
        """Lists changes, the newest first: `changes.list`. Staff only.

        - enterprise: Whose.
        - subject: Only those of this customer, note, series, cycle, standing order or order.
        - limit: How many: 1 to 1,000, usually 50.
        - after: The `next_page` of the page before.
        """
        d: dict[str, Any] = {}
        d["enterprise"] = enterprise
        if subject is not None:
            d["subject"] = encode_uuid(subject)
        if limit is not None:
            d["limit"] = limit
        if after is not None:
            d["after"] = after
        return t.decode_ChangePage(await self._call("changes.list", d))


class AsyncTestClock:
    """`hub.test_clock`."""

    __slots__ = ("_call",)

    def __init__(self, call: AsyncCall) -> None:
        self._call = call

    async def advance(
        self, *,
        to: datetime.datetime,
        without_ticks: bool = False,
    ) -> t.ClockReport:
        """Turns the test clock forward: `test_clock.advance`. On the way it ticks whenever
        work is due, as a scheduler would that never sleeps. System only.

        Errors: `clock_refused` on the host's clock, or backwards.

        - to: Until when.
        - without_ticks: Whether nothing ticks on the way, as when the scheduler is down.
        """
        d: dict[str, Any] = {}
        d["to"] = encode_instant(to)
        if without_ticks:
            d["without_ticks"] = without_ticks
        return t.decode_ClockReport(await self._call("test_clock.advance", d))


class AsyncOperations:
    """All that an actor may ask of a hub, by area."""

    __slots__ = (
        "_call",
        "enterprises",
        "variants",
        "customers",
        "selections",
        "customer_fields",
        "tags",
        "join_requests",
        "series",
        "cycles",
        "standing_orders",
        "orders",
        "past_orders",
        "saved_lists",
        "ledger",
        "notices",
        "changes",
        "test_clock",
    )

    def __init__(self, call: AsyncCall) -> None:
        self._call = call
        self.enterprises = AsyncEnterprises(call)
        self.variants = AsyncVariants(call)
        self.customers = AsyncCustomers(call)
        self.selections = AsyncSelections(call)
        self.customer_fields = AsyncCustomerFields(call)
        self.tags = AsyncTags(call)
        self.join_requests = AsyncJoinRequests(call)
        self.series = AsyncSeries(call)
        self.cycles = AsyncCycles(call)
        self.standing_orders = AsyncStandingOrders(call)
        self.orders = AsyncOrders(call)
        self.past_orders = AsyncPastOrders(call)
        self.saved_lists = AsyncSavedLists(call)
        self.ledger = AsyncLedger(call)
        self.notices = AsyncNotices(call)
        self.changes = AsyncChanges(call)
        self.test_clock = AsyncTestClock(call)

    async def tick(
        self, *,
        batches: int | None = None,
        batch_size: int | None = None,
    ) -> t.TickReport:
        """Does all that is due now: `tick`. System only.

        Call it as often as you like, late, twice, or from many workers: nothing is done
        twice. When the answer says `more`, call again; else nothing needs a call before
        `next_at`.

        - batches: How many batches at most: 1 to 100,000, usually 1,000. The rest is reported
          as `more`.
        - batch_size: How many standing orders or orders a batch: 1 to 10,000, usually 500.
        """
        d: dict[str, Any] = {}
        if batches is not None:
            d["batches"] = batches
        if batch_size is not None:
            d["batch_size"] = batch_size
        return t.decode_TickReport(await self._call("tick", d))


class Rules:
    """The pure rules: data in, plan out; no hub, no actor, no clock."""

    __slots__ = ("_call",)

    def __init__(self, call: Call) -> None:
        self._call = call

    def occurrences(
        self, *,
        zone: str,
        starts_at: datetime.datetime,
        recurrence: str,
        first: datetime.datetime | None = None,
        last: datetime.datetime | None = None,
        limit: int | None = None,
    ) -> t.Occurrences:
        """The dates of a recurrence in a zone: `rules.occurrences`. What a clock change does
        to each is told (C2).

        Errors: `invalid_rule` and the like in the violations of `invalid_input`.

        - zone: The IANA zone of every local time.
        - starts_at: The local time from which the rule counts (DTSTART).
        - recurrence: `FREQ=WEEKLY;BYDAY=SU`, with RDATE and EXDATE on lines of their own (RFC
          5545).
        - first: The first local time that is wanted; none: from the start. Without COUNT the
          dates before it are not counted, so that those after it have no numbers.
        - last: The last local time that is wanted, itself included; none: no end.
        - limit: How many: 1 to 1,000, usually 100.
        """
        d: dict[str, Any] = {}
        d["zone"] = zone
        d["starts_at"] = encode_local(starts_at)
        d["recurrence"] = recurrence
        if first is not None:
            d["first"] = encode_local(first)
        if last is not None:
            d["last"] = encode_local(last)
        if limit is not None:
            d["limit"] = limit
        return t.decode_Occurrences(self._call("rules.occurrences", d))

    def plan_cycles(
        self, *,
        series: str,
        schedule: t.Schedule,
        collections: Sequence[t.DistributorCollection] = (),
        holidays: Sequence[datetime.date] = (),
        cycle_day: t.CycleDay | None = None,
        mark: t.Mark | None = None,
        first_number: int | None = None,
        previous_closes_at: datetime.datetime | None = None,
        now: datetime.datetime,
        include_past: bool = False,
        horizon: t.Horizon,
    ) -> t.CyclePlan:
        """The cycles that a schedule brings forth: `rules.plan_cycles`.

        Errors: `rule_never_fires`, `end_before_start` and the like in the violations of
        `invalid_input`.

        - series: The name of the series, for the names of its cycles.
        - schedule: When they open and close, and how they are called.
        - collections: When each distributor hands out the orders.
        - holidays: Days on which nobody works (R9).
        - cycle_day: Which date of a cycle is tested against them; usually that of its close
          (R3).
        - mark: Where the plan before stopped; none: the beginning.
        - first_number: The number of the first slot; usually 1.
        - previous_closes_at: When the cycle before the mark closes, to report an overlap with
          it.
        - now: The time of planning.
        - include_past: Whether cycles that are over at `now` are planned too.
        - horizon: How many cycles are wanted.
        """
        d: dict[str, Any] = {}
        d["series"] = series
        d["schedule"] = t.encode_Schedule(schedule)
        if collections != ():
            d["collections"] = encode_list(collections, t.encode_DistributorCollection)
        if holidays != ():
            d["holidays"] = encode_list(holidays, encode_date)
        if cycle_day is not None:
            d["cycle_day"] = cycle_day
        if mark is not None:
            d["mark"] = t.encode_Mark(mark)
        if first_number is not None:
            d["first_number"] = first_number
        if previous_closes_at is not None:
            d["previous_closes_at"] = encode_instant(previous_closes_at)
        d["now"] = encode_instant(now)
        if include_past:
            d["include_past"] = include_past
        d["horizon"] = t.encode_Horizon(horizon)
        return t.decode_CyclePlan(self._call("rules.plan_cycles", d))

    def plan_open(
        self, *,
        cycle: t.RoundCycle,
        currency: str,
        sharing: t.Sharing | None = None,
        standing_orders: Sequence[t.RoundStandingOrder],
    ) -> t.OpenPlan:
        """Opens a cycle in memory: `rules.plan_open`. What each standing order gets, by the
        rules that the tick follows (E1, E2, R23).

        Errors: `wrong_currency` where the amounts are not all of one currency.

        - cycle: The cycle.
        - currency: The currency of all amounts.
        - sharing: How scarce variants are shared; usually pro rata.
        - standing_orders: The standing orders.
        """
        d: dict[str, Any] = {}
        d["cycle"] = t.encode_RoundCycle(cycle)
        d["currency"] = currency
        if sharing is not None:
            d["sharing"] = sharing
        d["standing_orders"] = encode_list(standing_orders, t.encode_RoundStandingOrder)
        return t.decode_OpenPlan(self._call("rules.plan_open", d))

    def plan_close(
        self, *,
        currency: str,
        orders: Sequence[t.RoundOrder],
    ) -> t.ClosePlan:
        """Closes a cycle in memory: `rules.plan_close`. What becomes of each order, and what
        it costs (E4, R26, R28, R39).

        Errors: `wrong_currency` where the amounts are not all of one currency.

        - currency: The currency of all amounts.
        - orders: The orders of the cycle.
        """
        d: dict[str, Any] = {}
        d["currency"] = currency
        d["orders"] = encode_list(orders, t.encode_RoundOrder)
        return t.decode_ClosePlan(self._call("rules.plan_close", d))

    def explain(
        self, *,
        cycle: t.RoundCycle,
        standing_order: t.RoundStandingOrder,
    ) -> t.PairExplained:
        """Whether a standing order is due in a cycle, and which rule decides: `rules.explain`
        (E7).

        - cycle: The cycle.
        - standing_order: The standing order.
        """
        d: dict[str, Any] = {}
        d["cycle"] = t.encode_RoundCycle(cycle)
        d["standing_order"] = t.encode_RoundStandingOrder(standing_order)
        return t.decode_PairExplained(self._call("rules.explain", d))

    def merge(
        self, *,
        lines: Sequence[t.MergeLine],
        wanted: Sequence[t.WantedLine],
    ) -> t.MergePlan2:
        """A revision meets an order that was made before it: `rules.merge`. Three-way, line by
        line; a shortage is no edit (D8, R30).

        - lines: The lines of the order.
        - wanted: What the standing order wants now.
        """
        d: dict[str, Any] = {}
        d["lines"] = encode_list(lines, t.encode_MergeLine)
        d["wanted"] = encode_list(wanted, t.encode_WantedLine)
        return t.decode_MergePlan2(self._call("rules.merge", d))

    def share(
        self, *,
        stock: DecimalLike,
        unit_step: DecimalLike | None = None,
        asked: Sequence[DecimalLike],
    ) -> t.StockShares:
        """Shares what is short among those who ask: `rules.share`. Pro rata in whole unit
        steps, by the largest remainder; ties go to who comes first in the list (E2, R23).

        - stock: How much there is.
        - unit_step: What quantities are multiples of; usually 1.
        - asked: What each asks, in the order in which they came.
        """
        d: dict[str, Any] = {}
        d["stock"] = encode_decimal(stock)
        if unit_step is not None:
            d["unit_step"] = encode_decimal(unit_step)
        d["asked"] = encode_list(asked, encode_decimal)
        return t.decode_StockShares(self._call("rules.share", d))

