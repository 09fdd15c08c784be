// Made by `cargo xtask gen` from the catalogue of operations: do not edit.
/// <reference lib="esnext.disposable" />

/** A decimal as a text, exact: `"1.20"`. A number is refused, since it cannot hold 0.1. */
export type Decimal = string;
/** A date as a text: `"2026-03-01"`. */
export type LocalDate = string;
/** An instant in UTC as a text: `"2026-03-01T08:00:00Z"`. Where one is given, a `Date` will do. */
export type Instant = string;
/** A date and a time of day on the hub's own clocks, as a text: `"2026-03-02T08:00:00"`. */
export type LocalDateTime = string;
/** A time of day as a text: `"18:00"`. */
export type TimeOfDay = string;
/** An id of Milkround's as a text: `"01964e7c-…"`. */
export type Uuid = string;
/** Facts for programs, with the names that the core gave them. */
export type Facts = { [name: string]: unknown };

/** How to open a hub. */
export interface OpenOptions {
  /** A clock that stands at this instant until `testClock.advance`; none: the host's clock. */
  testClock?: Instant | Date | undefined;
  /** Ids from this seed: the same calls give the same ids. For tests alone. */
  seed?: number | undefined;
}

/**
 * Opens a hub: `sqlite:hub.db`, `postgres://user:password@host:5432/database`, or `memory:` for a
 * trial. Of anything that is given, `undefined` is as if it were left out (in a change: it stays as it
 * is), and `null` clears.
 */
export function open(url: string, options?: OpenOptions): Promise<Hub>;

/** What goes with a call that changes something. */
export interface CallOptions {
  /** An idempotency key: the same call made again answers the same, and changes nothing more. */
  key?: string | undefined;
  /** Whether to answer what would come of it, and change nothing. */
  dryRun?: boolean | undefined;
}

/** All that can be done in the name of one actor. */
export interface Operations {
  readonly enterprises: {
    /**
     * Makes an enterprise known: `enterprises.create`. System only.
     *
     * Errors: `already_exists`, `unknown_zone`, `unknown_currency`.
     */
    create(args: CreateEnterprise, options?: CallOptions): Promise<Enterprise>;
    /**
     * Reads one enterprise: `enterprises.get`.
     *
     * Errors: `not_found`.
     */
    get(args: GetEnterprise): Promise<Enterprise>;
    /**
     * Changes an enterprise: `enterprises.update`. What is left out stays. Series keep their own
     * zone (R2), so a new zone moves no cycle.
     *
     * Errors: `conflict` for a stale version, `currency_fixed` (R20), `unknown_zone`.
     */
    update(args: UpdateEnterprise, options?: CallOptions): Promise<Enterprise>;
    /** Lists the enterprises that the actor manages: `enterprises.list`. */
    list(args?: ListEnterprises): Promise<EnterprisePage>;
  };
  readonly variants: {
    /** Makes variants known, or replaces what is known of them: `variants.save`. All or none. */
    save(args: SaveVariants, options?: CallOptions): Promise<VariantsSaved>;
    /** Lists variants: `variants.list`, in the order of their ids. */
    list(args: ListVariants): Promise<VariantPage>;
  };
  readonly customers: {
    /**
     * Makes a customer: `customers.create`.
     *
     * Errors: `already_exists` for a code in use, or an e-mail address in use unless
     * `shareEmail`.
     */
    create(args: CreateCustomer, options?: CallOptions): Promise<Customer>;
    /**
     * Reads one customer: `customers.get`. Customers may read themselves. Of who was merged into
     * another, what is left is answered, with `mergedInto`.
     *
     * Errors: `not_found`.
     */
    get(args: GetCustomer): Promise<Customer>;
    /**
     * Changes a customer: `customers.update`. What is left out stays.
     *
     * Errors: `conflict` for a stale version; `already_exists` as in `CreateCustomer`;
     * `wrong_state` when he is erased or was merged into another.
     */
    update(args: UpdateCustomer, options?: CallOptions): Promise<Customer>;
    /**
     * Lists customers: `customers.list`. Staff only.
     *
     * Any column sorts, both ways, with empty ones last. It costs the same with a hundred
     * customers and with a million.
     *
     * Errors: `malformed` for the token of another list; `too_long` for more than 200
     * enterprises or 8 words.
     */
    list(args?: ListCustomers): Promise<CustomerPage>;
    /**
     * Gives many customers their codes: `customers.set_codes`. All or none: every row that
     * cannot be is told at once. Codes may be swapped and passed round within one call (A2).
     *
     * A row is refused with `malformed` or `too_long` for the code, `unknown_reference` for a
     * customer who is not there, `duplicate` for a customer or a code that stands twice,
     * `already_exists` for the code of a customer outside the call or one that finds another
     * since a merge, `wrong_state` for a customer who is erased or was merged into another, and
     * `required` where nothing else finds the customer.
     */
    setCodes(args: SetCodes, options?: CallOptions): Promise<CodesSet>;
    /**
     * Makes and changes customers from a CSV file: `customers.import_csv`.
     *
     * Each row finds its customer by id, else by e-mail address and code, and changes him; a row
     * that finds nobody makes a customer. The same file again changes nothing. Unless
     * `takeGoodRows`, one bad row refuses the whole file, and nothing is changed. With `dry_run`
     * and `takeGoodRows` the answer is a preview: what would be made, and every bad row.
     *
     * Commas, semicolons and tabs are understood; the text must have been read as UTF-8. The
     * first row is the header.
     *
     * A file or a row is refused at `csv.line_N`, a cell at `csv.line_N.FIELD`: `malformed` for
     * a text that is not UTF-8, a quote that does not close or more cells than columns;
     * `unknown_field` for a column that is not known; `required` where no column finds anybody;
     * `duplicate` for a customer, code or address that stands twice; `already_exists` for a code
     * or address of another customer; `unknown_reference` for an id that is not there;
     * `wrong_state` for one who is erased or was merged into another.
     */
    importCsv(args: ImportCsv, options?: CallOptions): Promise<CustomersImported>;
    /**
     * Writes a list of customers as CSV: `customers.export_csv`. Staff only.
     *
     * The file comes in pieces: put behind one another as they are, they are the whole. Without
     * columns it has all that `customers.import_csv` sets, so that it can come back as it is.
     * Cells that a spreadsheet would run as a formula stand behind an apostrophe, which the
     * import takes away (P20); amounts and counts are plain numbers, times are UTC.
     *
     * Errors: as in `customers.list`; `unknown_field` for a column that is not there.
     */
    exportCsv(args?: ExportCsv): Promise<CustomersCsv>;
    /**
     * Changes many customers at once: `customers.change_many`. Gives and takes tags, sets the
     * delivery run, archives and restores. Twice is no harm.
     *
     * All or nothing, unless `takeGoodOnes`. Named customers are meant though they are archived.
     *
     * Errors: `required` where nobody or nothing is said; `unknown_reference` for a named
     * customer who is not there; `not_found` for the selection; `too_long` for more than
     * 100,000; `wrong_state` for archiving who has a standing order, with all who are refused.
     */
    changeMany(args: ChangeCustomers, options?: CallOptions): Promise<CustomersChanged>;
    /**
     * Sends customers a message through the outbox: `customers.message`. A notice of the kind
     * `message` each, with `subject`, `text` and the message's id.
     *
     * A message goes to those alone who gave consent. About a cycle it is a service: it goes to
     * those who have an order in it, whatever they said to being written to (R45). Give an
     * idempotency key: the same call again sends it again.
     *
     * Errors: `required` where nobody is said; `unknown_reference` for a named customer who is
     * not there; `not_found` for the selection or the cycle; `too_long` for more than 100,000
     * customers.
     */
    message(args: MessageCustomers, options?: CallOptions): Promise<MessageSent>;
    /**
     * Notes something about a customer: `customers.add_note`. Staff only.
     *
     * Errors: `not_found` for the customer; `wrong_state` when he was merged into another.
     */
    addNote(args: AddNote, options?: CallOptions): Promise<CustomerNote>;
    /**
     * Changes what a note says: `customers.edit_note`. Staff only; what it said before stays in
     * the change log, under the note's id.
     *
     * Errors: `not_found`; `conflict` for a stale version.
     */
    editNote(args: EditNote, options?: CallOptions): Promise<CustomerNote>;
    /**
     * Removes a note and answers with it: `customers.remove_note`. Staff only; what it said
     * stays in the change log, under the note's id.
     *
     * Errors: `not_found`; `conflict` for a stale version.
     */
    removeNote(args: RemoveNote, options?: CallOptions): Promise<CustomerNote>;
    /**
     * Lists the notes about a customer, the newest first: `customers.list_notes`. Staff only.
     *
     * Errors: `not_found` for the customer.
     */
    listNotes(args: ListNotes): Promise<CustomerNotePage>;
    /**
     * Archives a customer: `customers.archive` (A12). He keeps all that is his, is left out of
     * the list, and is gone from the feed. Who orders again is restored. Twice is no harm.
     *
     * Errors: `wrong_state` while he has a standing order, or when he is erased; `conflict` for
     * a stale version.
     */
    archive(args: ArchiveCustomer, options?: CallOptions): Promise<Customer>;
    /**
     * Takes a customer out of the archive: `customers.restore` (A12). Twice is no harm.
     *
     * Errors: `wrong_state` when he is erased; `conflict` for a stale version.
     */
    restore(args: RestoreCustomer, options?: CallOptions): Promise<Customer>;
    /**
     * Removes a customer who has nothing running: `customers.remove` (A12, R43). Where orders or
     * standing orders of his are in the books, he stays there under a pseudonym, as
     * `EraseCustomer` leaves him; else nothing of him stays. Who was merged into him goes with
     * him.
     *
     * Errors: `wrong_state` while a standing order is future, active or paused, or an order is
     * made ahead, pending, or placed and not fulfilled, or the balance is not zero, or he was
     * merged into another: remove that one; `conflict` for a stale version.
     */
    remove(args: RemoveCustomer, options?: CallOptions): Promise<CustomerRemoved>;
    /**
     * Erases a customer: `customers.erase` (A12, R43). His standing orders end; his orders that
     * are made ahead or pending are cancelled, and those placed in a cycle that has not closed.
     * What is personal goes, from the change log and kept answers too; orders and entries stay
     * under a pseudonym. Who was merged into him is erased with him. Nothing brings it back.
     * Twice is no harm.
     *
     * Errors: `not_found`; `wrong_state` when he was merged into another: erase that one.
     */
    erase(args: EraseCustomer, options?: CallOptions): Promise<Customer>;
    /**
     * Says what merging one customer into another will do: `customers.plan_merge`. Staff only;
     * it changes nothing.
     *
     * Errors: as `MergeCustomers`, without the fingerprint.
     */
    planMerge(args: PlanMerge): Promise<MergePlan>;
    /**
     * Merges one customer into another: `customers.merge` (A6, R38). Orders, standing orders,
     * the balance, notes and contacts of the one become the other's, who keeps his code, his
     * terms and all that he has said of himself; what he has not said is filled. Tags are put
     * together, and of what both said to being written to the stricter holds. The e-mail
     * address, code and user of the one who goes find the other from now on, and his id leads
     * there. Staff only; it cannot be taken back, but `customers.split` parts them.
     *
     * Errors: `unknown_reference` for who is not there; `duplicate` for one and the same;
     * `wrong_state` for who is erased or merged already, for who stays and is archived, and for
     * more than 50 contacts together; `conflict` where the fingerprint is another by now.
     */
    merge(args: MergeCustomers, options?: CallOptions): Promise<CustomersMerged>;
    /**
     * Parts a customer in two: `customers.split` (A6, R38). A new customer is made, and gets
     * these orders, with what they charged, and these standing orders; all else stays. An e-mail
     * address, code or user that finds this one since a merge may become the new one's own.
     * Staff only. Every fault is told at once.
     *
     * Errors: `already_exists` for a code in use, or an e-mail address in use unless
     * `shareEmail`; `unknown_reference` for what is not this customer's; `duplicate` for what is
     * named twice; `required` where nothing is named; `wrong_state` when he is erased or was
     * merged into another; `conflict` for a stale version.
     */
    split(args: SplitCustomer, options?: CallOptions): Promise<CustomerSplit>;
    /**
     * Adds somebody who acts for a customer, or replaces what is known of him:
     * `customers.save_contact` (A16). What is left out is none.
     *
     * Errors: `not_found`; `already_exists` when the address or the user is the customer's or
     * another contact's of his; `wrong_state` when the customer is erased; `conflict` for a
     * stale version.
     */
    saveContact(args: SaveContact, options?: CallOptions): Promise<Contact>;
    /**
     * Takes away somebody who acted for a customer: `customers.remove_contact`. Answers as he
     * was.
     *
     * Errors: `not_found`.
     */
    removeContact(args: RemoveContact, options?: CallOptions): Promise<Contact>;
    /**
     * Lists who acts for a customer beside himself: `customers.list_contacts`. Customers may see
     * their own.
     *
     * Errors: `not_found`.
     */
    listContacts(args: ListContacts): Promise<ContactList>;
    /**
     * Finds the customers for whom a person acts, across enterprises: `customers.of_user` (R18,
     * A16). Staff only, and the host's own code: it trusts that the host has verified the
     * address or the user. Archived ones are among them.
     */
    ofUser(args?: CustomersOfUser): Promise<OwnCustomers>;
    /**
     * Notes whether the hub may write to a customer beyond his own orders:
     * `customers.set_consent` (A10). When and by whom it was said is kept. Customers may say it
     * themselves. Of who was merged into another, it is noted of that one.
     *
     * Errors: `not_found`, `conflict` for a stale version, `wrong_state` when he is erased.
     */
    setConsent(args: SetConsent, options?: CallOptions): Promise<Customer>;
    /**
     * Reads who came, changed or went: `customers.changes_since` (A10). Staff only.
     *
     * Each customer stands in the feed once, at his latest change and as he is now, so that
     * nothing is missed however long a reader was away. Who changes while a reader is on his way
     * through comes at the end: take `added` and `changed` alike, and put in whom you do not
     * know.
     *
     * Errors: `out_of_range` for a `since` that this hub never gave.
     */
    changesSince(args: CustomerChangesSince): Promise<CustomerChanges>;
    /**
     * Asks whether a person may shop: `customers.may_shop` (A11). Staff only, and the host's own
     * code, which asks before it lets him fill a cart: recording an order does not ask again. It
     * trusts that the host has verified the address or the user (R19).
     */
    mayShop(args: MayShop): Promise<ShopDecision>;
    /**
     * Links past orders to the customers whom their addresses find: `customers.link_orders`
     * (A5). Staff only. Twice is no harm: what has its customer keeps him.
     *
     * Errors: `not_found` for the customer; `wrong_state` when he is erased.
     */
    linkOrders(args: LinkOrders, options?: CallOptions): Promise<OrdersLinked>;
    /**
     * What a customer has ordered, newest first, past orders among it, and what is to come:
     * `customers.history` (A13). Customers may read their own. For cycles whose orders are not
     * made yet, see `standing_orders.timeline`; for refunds and adjustments, `ledger.list`.
     *
     * Errors: `not_found`; `end_before_start`; `malformed` for the token of another list.
     */
    history(args: CustomerHistory): Promise<HistoryPage>;
    /**
     * What a customer has bought, or all have, by product, category or period: `customers.sales`
     * (A13). Customers may read their own. Lines of placed and fulfilled orders count, past
     * orders' too, on the day on which they were placed; fees do not, and nothing that is
     * cancelled or to come.
     *
     * Errors: `not_found`; `end_before_start`; `malformed` for the token of another list.
     */
    sales(args: CustomerSales): Promise<SalesPage>;
  };
  readonly selections: {
    /**
     * Keeps a selection of customers: `selections.save`. The name says which; who is meant is
     * replaced.
     *
     * Who is picked is picked for good; whom a filter holds for is asked anew each time.
     *
     * Errors: `unknown_reference` for a picked customer who is not there; `too_long` for more
     * than 200.
     */
    save(args: SaveSelection, options?: CallOptions): Promise<Selection>;
    /**
     * Lists the selections that an enterprise keeps: `selections.list`. All at once, by their
     * names.
     */
    list(args: ListSelections): Promise<SelectionList>;
    /**
     * Forgets a selection: `selections.remove`. Its customers stay as they are.
     *
     * Errors: `not_found`.
     */
    remove(args: RemoveSelection, options?: CallOptions): Promise<Selection>;
  };
  readonly customerFields: {
    /**
     * Defines a field of customers, or changes one: `customer_fields.save`. The key says which;
     * all else is replaced.
     *
     * Errors: `wrong_state` for another kind while customers have values, or for leaving out a
     * choice that customers have.
     */
    save(args: SaveCustomerField, options?: CallOptions): Promise<CustomerField>;
    /**
     * Lists the fields that an enterprise has defined for its customers: `customer_fields.list`.
     * All at once, in the order of their positions.
     */
    list(args: ListCustomerFields): Promise<CustomerFieldList>;
    /**
     * Removes a field: `customer_fields.remove`.
     *
     * Errors: `not_found`; `wrong_state` while customers have values, unless `andValues`.
     */
    remove(args: RemoveCustomerField, options?: CallOptions): Promise<CustomerFieldRemoved>;
  };
  readonly tags: {
    /**
     * Lists the tags of an enterprise's customers, each with how many have it: `tags.list`. One
     * that nobody has any more stays until it is removed.
     */
    list(args: ListTags): Promise<TagPage>;
    /**
     * Gives a tag another name, with all customers who have it: `tags.rename`. Where there is a
     * tag of that name already, ignoring case and accents, the two become one in its spelling.
     *
     * Errors: `not_found`.
     */
    rename(args: RenameTag, options?: CallOptions): Promise<TagChanged>;
    /**
     * Takes a tag from all customers who have it, and forgets it: `tags.remove`.
     *
     * Errors: `not_found`; `wrong_state` for a tag by which customers may shop.
     */
    remove(args: RemoveTag, options?: CallOptions): Promise<TagChanged>;
  };
  readonly joinRequests: {
    /**
     * Asks to become a customer, or one of those who may shop: `join_requests.create`. Staff
     * only, and the host's own code, in the name of a shopper whose address it has verified. Who
     * asks again while his wish waits has one wish: what he says now stands.
     *
     * Errors: `wrong_state` when he may shop already.
     */
    create(args: CreateJoinRequest, options?: CallOptions): Promise<JoinRequest>;
    /** Lists wishes to join: `join_requests.list`, in the order in which they came. Staff only. */
    list(args: ListJoinRequests): Promise<JoinRequestPage>;
    /**
     * Lets somebody in: `join_requests.approve`. His address finds its customer, who is tagged
     * and taken out of the archive, or makes one. Where the shop is for tagged customers and
     * none of its tags is given or there, the first of them is added. Staff only.
     *
     * Errors: `wrong_state` when it was decided already.
     */
    approve(args: ApproveJoinRequest, options?: CallOptions): Promise<JoinApproved>;
    /**
     * Says no: `join_requests.refuse`. His customer is told, where there is one; anybody else
     * the host tells itself. He may ask again. Staff only.
     *
     * Errors: `wrong_state` when it was decided already.
     */
    refuse(args: RefuseJoinRequest, options?: CallOptions): Promise<JoinRequest>;
  };
  readonly series: {
    /**
     * Makes a series and its first cycles: `series.create`.
     *
     * Errors: `invalid_rule`, `rule_never_fires`, `unknown_zone`, `unknown_reference`,
     * `duplicate`, `not_a_step`, `wrong_currency` and the like, each in the violations of
     * `invalid_input`.
     */
    create(args: CreateSeries, options?: CallOptions): Promise<SeriesWithCycles>;
    /**
     * Reads one series: `series.get`.
     *
     * Errors: `not_found`.
     */
    get(args: GetSeries): Promise<Series>;
    /** Lists series: `series.list`, in the order in which they were made. */
    list(args: ListSeries): Promise<SeriesPage>;
    /**
     * Changes a series: `series.update`. What is left out stays. Cycles that exist keep what
     * they have; a new template reaches those not made yet (R10).
     *
     * Errors: `conflict` for a stale version; as in `CreateSeries`.
     */
    update(args: UpdateSeries, options?: CallOptions): Promise<SeriesWithCycles>;
    /**
     * Ends a series: `series.finish`. No further cycles are made; those that exist stay.
     *
     * Errors: `conflict` for a stale version; `wrong_state` when it has ended already.
     */
    finish(args: FinishSeries, options?: CallOptions): Promise<Series>;
    /**
     * Lists the cycles of a series: `series.cycles`, by opening.
     *
     * Errors: `not_found`.
     */
    cycles(args: ListSeriesCycles): Promise<SeriesCyclePage>;
    /**
     * Puts a cycle into a series by hand: `series.attach`. In a series with a rule it has no
     * number, so that only lines due in every cycle apply to it; otherwise cycles are numbered
     * as attached (R6). The standing orders of the series get their orders at the next tick
     * (R21).
     *
     * Errors: `not_found`; `already_exists` when it belongs to the series; `wrong_state` for an
     * ended series or a cycle that is over.
     */
    attach(args: AttachCycle, options?: CallOptions): Promise<SeriesCycleView>;
    /**
     * Takes a cycle out of a series: `series.detach`. The cycle itself stays; its number is not
     * given to another.
     *
     * Errors: `not_found`; `wrong_state` when standing orders of the series have outcomes in it.
     */
    detach(args: DetachCycle, options?: CallOptions): Promise<SeriesCycleView>;
    /**
     * The cycles that a series would bring forth: `series.preview`. Of an existing series, those
     * that it has not made yet; or of a schedule that is being written. Nothing is saved.
     *
     * Errors: `not_found`; as in `series.create`.
     */
    preview(args: PreviewSeries): Promise<SeriesPreview>;
  };
  readonly cycles: {
    /**
     * Makes a cycle by hand: `cycles.create`. It opens and closes by the tick like any other.
     *
     * Errors: `end_before_start`, `unknown_zone`, `unknown_reference`, `duplicate`,
     * `not_a_step`, `wrong_currency` in the violations of `invalid_input`; `not_found` and
     * `wrong_state` for the series.
     */
    create(args: CreateCycle, options?: CallOptions): Promise<CycleWithOffers>;
    /**
     * Reads one cycle with its offers: `cycles.get`. For customers too.
     *
     * Errors: `not_found`.
     */
    get(args: GetCycle): Promise<CycleWithOffers>;
    /** Lists cycles: `cycles.list`, by opening. For customers too. */
    list(args: ListCycles): Promise<CyclePage>;
    /**
     * Changes what is offered in an upcoming or open cycle: `cycles.update_offers`. All or none.
     *
     * A new price holds for lines that come in from now on; lines already there keep theirs
     * (R24). A new stock moves what is free by the difference.
     *
     * Errors: `conflict` for a stale version; `insufficient_stock` for a stock below what is
     * claimed; `wrong_state` for a cycle in another state, or when orders hold an offer that is
     * to go.
     */
    updateOffers(args: UpdateOffers, options?: CallOptions): Promise<CycleWithOffers>;
    /**
     * Lists what became of the standing orders in a cycle: `cycles.outcomes`.
     *
     * Errors: `not_found`.
     */
    outcomes(args: ListOutcomes): Promise<OutcomePage>;
  };
  readonly standingOrders: {
    /**
     * Makes a standing order: `standing_orders.create`. Customers may, where the hub lets them
     * (D13).
     *
     * Its orders are made when cycles open; for cycles that are open now, at the next tick.
     *
     * Errors: `unknown_reference`, `not_eligible`, `not_a_step`, `end_before_start`,
     * `not_allowed`; `wrong_state` for an erased customer. An archived one is restored (A12).
     */
    create(args: CreateStandingOrder, options?: CallOptions): Promise<StandingOrderSaved>;
    /**
     * Reads one standing order: `standing_orders.get`.
     *
     * Errors: `not_found`.
     */
    get(args: GetStandingOrder): Promise<StandingOrder>;
    /** Lists standing orders: `standing_orders.list`. A customer sees his own. */
    list(args: ListStandingOrders): Promise<StandingOrderPage>;
    /**
     * Changes what a standing order holds, from a date on: `standing_orders.revise`. Earlier
     * revisions stay readable; orders that are open follow by merge (D8).
     *
     * Errors: those of creating; `conflict` for a stale version; `wrong_state` when it has
     * ended.
     */
    revise(args: ReviseStandingOrder, options?: CallOptions): Promise<StandingOrderSaved>;
    /**
     * Leaves cycles out: `standing_orders.skip`. The whole order, or one line of it.
     *
     * A skip of one cycle whose order exists cancels that order; of several, say `openOrders`
     * (R29).
     *
     * Errors: `limit_passed` (D14), `skip_limit` (R33), `open_orders_exist`,
     * `unknown_reference`.
     */
    skip(args: SkipCycles, options?: CallOptions): Promise<StandingOrderSaved>;
    /**
     * Takes skips back: `standing_orders.unskip`, until the limit. An order that the skip
     * cancelled is revived at the next tick under its old id (R29).
     *
     * Errors: `wrong_state` when nothing of it is skipped, `limit_passed`.
     */
    unskip(args: UnskipCycles, options?: CallOptions): Promise<StandingOrderSaved>;
    /**
     * Pauses a standing order between two dates: `standing_orders.pause`. Cycles whose date (R3)
     * lies within make no order.
     *
     * Errors: `end_before_start`, `open_orders_exist` (R29), `limit_passed`, `conflict`.
     */
    pause(args: PauseStandingOrder, options?: CallOptions): Promise<StandingOrderSaved>;
    /**
     * Ends the pauses of a standing order: `standing_orders.resume`. Cycles that are open by
     * then get their order at the next tick (R21).
     *
     * Errors: `wrong_state` when it is not paused.
     */
    resume(args: ResumeStandingOrder, options?: CallOptions): Promise<StandingOrderSaved>;
    /**
     * Ends a standing order: `standing_orders.finish`, now or after a date. What it made stays.
     *
     * Errors: `end_before_start`, `open_orders_exist` (R29), `limit_passed` for an order that
     * would go, `wrong_state` when it has ended.
     */
    finish(args: FinishStandingOrder, options?: CallOptions): Promise<StandingOrderSaved>;
    /**
     * Says what happened, or will happen, to a standing order in a cycle, and which rule
     * decides: `standing_orders.explain` (E7).
     *
     * Errors: `not_found`.
     */
    explain(args: Explain): Promise<Explanation>;
    /**
     * Shows a standing order's past cycles with what became of them, and the coming ones with
     * what will: `standing_orders.timeline` (D9).
     *
     * Errors: `not_found`.
     */
    timeline(args: Timeline): Promise<TimelinePage>;
  };
  readonly orders: {
    /**
     * Records an order of the shop: `orders.record`. It is placed at once and takes its stock in
     * the same transaction. An e-mail address finds its default customer, or makes one (A5,
     * R17). Whether he may shop at all the host asks before, with `customers.may_shop` (A11).
     *
     * Errors: `cycle_not_open`, `insufficient_stock` with every short line, `unknown_reference`;
     * `already_exists` for a new customer's code that is in use; `wrong_state` for an erased
     * customer. An archived one is restored (A12).
     */
    record(args: RecordOrder, options?: CallOptions): Promise<OrderWithLines>;
    /**
     * Reads one order with its lines: `orders.get`.
     *
     * Errors: `not_found`.
     */
    get(args: GetOrder): Promise<OrderWithLines>;
    /** Lists orders with their lines: `orders.list`. A customer sees his own. */
    list(args: ListOrders): Promise<OrderWithLinesPage>;
    /**
     * Changes an order: `orders.edit`. Lines that are not named stay. Lines that stand keep
     * their price, new ones take today's (R24). Taking the last line out cancels the order
     * (R26).
     *
     * Errors: `limit_passed` at the limit or later (R1), `insufficient_stock`, `conflict` for a
     * stale version (R35), `skip_limit` (R26), `unknown_reference`, `wrong_state`.
     */
    edit(args: EditOrder, options?: CallOptions): Promise<OrderWithLines>;
    /**
     * Cancels an order: `orders.cancel`. Its stock is free again; its cycle counts as skipped.
     * Staff cancel a held order after its close too.
     *
     * Errors: `limit_passed`, `wrong_state`, `conflict`, `skip_limit`.
     */
    cancel(args: CancelOrder, options?: CallOptions): Promise<OrderWithLines>;
    /**
     * Confirms a pending order before its cycle closes: `orders.confirm`. It is placed now; it
     * may still be changed until the limit (R34). Confirming twice is no harm.
     *
     * Errors: `limit_passed`, `wrong_state`, `conflict`.
     */
    confirm(args: ConfirmOrder, options?: CallOptions): Promise<OrderWithLines>;
    /**
     * Releases a held order: `orders.release`. Staff only. Where its cycle has closed, it is
     * placed, until collection begins (R39); what a missed cycle left held, at any time (R25).
     *
     * Errors: `wrong_state` when it is not held.
     */
    release(args: ReleaseOrder, options?: CallOptions): Promise<OrderWithLines>;
    /**
     * Makes the orders of a standing order for picked cycles that have not opened:
     * `orders.create_ahead`. They hold no stock until their cycle opens, and claim it before any
     * order is generated (R27).
     *
     * Errors: `already_exists` for a cycle that has its order, `wrong_state` for one that has
     * opened or in which the standing order is not due.
     */
    createAhead(args: OrdersAhead, options?: CallOptions): Promise<OrderWithLinesPage>;
    /**
     * Duplicates an order into picked cycles: `orders.duplicate`. In cycles that have not opened
     * the copies are made ahead. The copy of a standing order's order is that standing order's
     * order there.
     *
     * Errors: `wrong_state` for a cycle that has opened or an order of nothing,
     * `already_exists`.
     */
    duplicate(args: DuplicateOrder, options?: CallOptions): Promise<OrderWithLinesPage>;
    /**
     * Makes an order of the shop the one that a standing order has in its cycle: `orders.adopt`.
     * None is generated then.
     *
     * Errors: `wrong_state` for another customer's or another standing order's order,
     * `already_exists`.
     */
    adopt(args: AdoptOrder, options?: CallOptions): Promise<OrderWithLines>;
    /**
     * Takes an order out of its standing order: `orders.detach`. The order stays; the pair
     * counts as skipped, and no other is generated (R27).
     *
     * Errors: `wrong_state` when it belongs to none, `limit_passed`.
     */
    detach(args: DetachOrder, options?: CallOptions): Promise<OrderWithLines>;
    /**
     * Gives an order to another customer of the enterprise: `orders.reassign` (A5, R38). Packing
     * sheets, history and balance follow, whatever its state: what it charged is taken back from
     * the one and charged to the other, for the original days. Staff only.
     *
     * A standing order that made it stays with its owner, and so does what became of that cycle.
     * The flag `checkCustomer` is cleared; naming the customer who has the order already says
     * that he is the right one, and clears it too.
     *
     * Errors: `wrong_state` for a customer who has it already and need not be checked, or who is
     * archived, erased or was merged into another; `unknown_reference` for one who is not there;
     * `conflict` for a stale version.
     */
    reassign(args: ReassignOrder, options?: CallOptions): Promise<OrderWithLines>;
  };
  readonly pastOrders: {
    /**
     * Records orders from before Milkround, or from outside of any cycle: `past_orders.record`
     * (A5, A13). Staff only. All or none, with every fault at its path. An order whose reference
     * is known replaces what was recorded; the same list twice changes nothing.
     *
     * An address that is known links the order to its default customer. An unknown one makes no
     * customer unless `createCustomers` says so: the order waits for `customers.link_orders`.
     * Past orders charge nothing: opening balances are entered with `ledger.record`. They count
     * among the customer's orders, and in his history and sales. What belongs to an erased
     * customer stays as it is.
     */
    record(args: RecordPastOrders, options?: CallOptions): Promise<PastOrdersRecorded>;
    /**
     * Lists past orders, the newest first: `past_orders.list`. A customer sees his own.
     *
     * Errors: `malformed` for the token of another list.
     */
    list(args: ListPastOrders): Promise<PastOrderPage>;
  };
  readonly savedLists: {
    /**
     * Saves a list of items that a customer takes again and again: `saved_lists.save` (A14).
     * Without `savedList`, a list of his that has the name is replaced, ignoring case and
     * accents; else it is a new one. Customers may save their own.
     *
     * Errors: `not_found`; `already_exists` for a name that another list of his has;
     * `wrong_state` for an erased customer; `conflict` for a stale version.
     */
    save(args: SaveList, options?: CallOptions): Promise<SavedList>;
    /**
     * Lists a customer's saved lists by name: `saved_lists.list` (A14). Customers may read their
     * own.
     *
     * Errors: `not_found` for the customer; `malformed` for the token of another list.
     */
    list(args: ListSavedLists): Promise<SavedListPage>;
    /**
     * Removes a saved list and answers with it: `saved_lists.remove` (A14). Customers may remove
     * their own.
     *
     * Errors: `not_found`; `conflict` for a stale version.
     */
    remove(args: RemoveSavedList, options?: CallOptions): Promise<SavedList>;
    /**
     * Saves what stands in an order as a list: `saved_lists.from_order` (A14). A list of the
     * customer's that has the name is replaced. Customers may do so with their own orders.
     *
     * Errors: `not_found`; `wrong_state` for an order of nothing, or an erased customer.
     */
    fromOrder(args: SaveListFromOrder, options?: CallOptions): Promise<SavedList>;
    /**
     * Adds what stands in a saved list to an order that can still be changed:
     * `saved_lists.add_to_order` (A14). Lines that the order has grow. What is not there is left
     * out and told; what is there in part is added in part. Customers may do so with their own.
     *
     * Errors: `limit_passed`, `wrong_state`, `conflict`, as in `orders.edit`; `wrong_state` for
     * another customer's order.
     */
    addToOrder(args: AddListToOrder, options?: CallOptions): Promise<AddedToOrder>;
  };
  readonly ledger: {
    /**
     * Writes an entry into a customer's ledger: `ledger.record`. Staff only; call it with an
     * idempotency key, so that a payment reported twice counts once (B8).
     *
     * Orders charge by themselves when they are placed. A wrong entry is reversed, never edited.
     *
     * Errors: `out_of_range` for no amount, `wrong_currency` for too many decimals,
     * `unknown_reference` for an order or customer that is not there.
     */
    record(args: RecordPosting, options?: CallOptions): Promise<Posting>;
    /**
     * Takes an entry back by its opposite: `ledger.reverse`. Both stay in the ledger. Staff
     * only.
     *
     * Errors: `wrong_state` for an entry that is reversed already, is a reversal itself, or is
     * what an order charged: edit or cancel that order.
     */
    reverse(args: ReversePosting, options?: CallOptions): Promise<Posting>;
    /**
     * Lists entries of the ledger, the latest day first: `ledger.list`. A customer sees his own.
     *
     * Errors: `malformed` for the token of another list; `end_before_start`.
     */
    list(args: ListPostings): Promise<PostingPage>;
    /**
     * Reads a customer's balance: `ledger.balance`. Customers may read their own.
     *
     * The balance is the sum of the entries, credits less charges: below zero, the customer
     * owes. It is one row, however long the history. Of who was merged into another, it is that
     * one's.
     *
     * Errors: `not_found`.
     */
    balance(args: GetBalance): Promise<Balance>;
    /**
     * The statement of a customer for a period: `ledger.statement`. Customers may read their
     * own.
     *
     * Entries count by the day for which they are booked. What is written later for a day of the
     * period changes a new statement, and never one asked for again with the same `asOf` (R38).
     *
     * Errors: `end_before_start`; `out_of_range` for a period of more than 10,000 entries.
     */
    statement(args: GetStatement): Promise<Statement>;
  };
  readonly notices: {
    /** Lists notices: `notices.list`. */
    list(args: ListNotices): Promise<NoticePage>;
    /**
     * Takes notices for delivery: `notices.lease`, the oldest first. Whoever delivers one
     * reports with its `fence`; what is not reported in time is given to the next who asks.
     */
    lease(args: LeaseNotices, options?: CallOptions): Promise<NoticeBatch>;
    /**
     * Reports a delivery: `notices.acknowledge`. The same report again answers the same.
     *
     * Errors: `not_found`; `conflict` for a lease that is over; `wrong_state` when a failure was
     * reported.
     */
    acknowledge(args: AcknowledgeNotice, options?: CallOptions): Promise<NoticeView>;
    /**
     * Reports a delivery that failed: `notices.report_failure`. It is tried again after a
     * minute, two, four and so on, at most six hours; after eight failures it is parked. The
     * same report again counts once.
     *
     * Errors: `not_found`; `conflict` for a lease that is over; `wrong_state` when it was
     * delivered.
     */
    reportFailure(args: ReportFailure, options?: CallOptions): Promise<NoticeView>;
    /**
     * Gives a parked notice another eight tries: `notices.requeue`.
     *
     * Errors: `not_found`; `wrong_state` when it is not parked.
     */
    requeue(args: RequeueNotice, options?: CallOptions): Promise<NoticeView>;
  };
  readonly changes: {
    /** Lists changes, the newest first: `changes.list`. Staff only. */
    list(args: ListChanges): Promise<ChangePage>;
  };
  readonly testClock: {
    /**
     * Turns the test clock forward: `test_clock.advance`. On the way it ticks whenever work is
     * due, as a scheduler would that never sleeps. System only.
     *
     * Errors: `clock_refused` on the host's clock, or backwards.
     */
    advance(args: AdvanceClock, options?: CallOptions): Promise<ClockReport>;
  };
  /**
   * Does all that is due now: `tick`. System only.
   *
   * Call it as often as you like, late, twice, or from many workers: nothing is done twice. When
   * the answer says `more`, call again; else nothing needs a call before `nextAt`.
   */
  tick(args?: Tick, options?: CallOptions): Promise<TickReport>;
}

/** An open hub. Its own methods act as the system. */
export interface Hub extends Operations {
  /** The same methods in the name of a user who manages these enterprises. */
  asUser(user: string, enterprises: readonly string[]): Operations;
  /** The same methods in the name of a customer of an enterprise, or of a contact who acts for him. */
  asCustomer(enterprise: string, customer: Uuid, contact?: Uuid): Operations;
  /** Lets running calls finish, refuses later ones, and lets go of the store. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
  /** The wire itself, for tools: an operation with its JSON envelope in, JSON out. */
  call(operation: string, envelope: string): Promise<string>;
}

/** The pure rules: data in, plan out, for hosts that keep their own tables. They open no hub. */
export const rules: {
  /**
   * The dates of a recurrence in a zone: `rules.occurrences`. What a clock change does to each
   * is told (C2).
   *
   * Errors: `invalid_rule` and the like in the violations of `invalid_input`.
   */
  occurrences(args: ListOccurrences): Occurrences;
  /**
   * The cycles that a schedule brings forth: `rules.plan_cycles`.
   *
   * Errors: `rule_never_fires`, `end_before_start` and the like in the violations of
   * `invalid_input`.
   */
  planCycles(args: PlanCycles): CyclePlan;
  /**
   * Opens a cycle in memory: `rules.plan_open`. What each standing order gets, by the rules that
   * the tick follows (E1, E2, R23).
   *
   * Errors: `wrong_currency` where the amounts are not all of one currency.
   */
  planOpen(args: PlanOpen): OpenPlan;
  /**
   * Closes a cycle in memory: `rules.plan_close`. What becomes of each order, and what it costs
   * (E4, R26, R28, R39).
   *
   * Errors: `wrong_currency` where the amounts are not all of one currency.
   */
  planClose(args: PlanClose): ClosePlan;
  /** Whether a standing order is due in a cycle, and which rule decides: `rules.explain` (E7). */
  explain(args: ExplainPair): PairExplained;
  /**
   * A revision meets an order that was made before it: `rules.merge`. Three-way, line by line; a
   * shortage is no edit (D8, R30).
   */
  merge(args: MergeLines): MergePlan2;
  /**
   * Shares what is short among those who ask: `rules.share`. Pro rata in whole unit steps, by
   * the largest remainder; ties go to who comes first in the list (E2, R23).
   */
  share(args: ShareStock): StockShares;
};

/** What went wrong, for programs. */
export type ErrorCode =
  /** One or more fields are not valid: `violations` lists them all. */
| "invalid_input"
  /** The request has no field of this name. */
| "unknown_field"
  /** A value is of another kind than the field: a number where a text belongs. */
| "wrong_kind"
  /** A field that must be given is missing or empty. */
| "required"
  /** A text does not have the form that the field needs. */
| "malformed"
  /** A value lies outside the field's bounds. */
| "out_of_range"
  /** A text or a list is longer than the field allows. */
| "too_long"
  /** The time zone is not in the IANA database. */
| "unknown_zone"
  /** The currency is not an ISO 4217 code. */
| "unknown_currency"
  /** The recurrence rule is not one that Milkround knows, or not RFC 5545. */
| "invalid_rule"
  /** The recurrence rule never fires within eight years. */
| "rule_never_fires"
  /** An end lies before its start. */
| "end_before_start"
  /** The quantity is not a multiple of the variant's unit step. */
| "not_a_step"
  /** An amount has more decimals than its currency, or another currency. */
| "wrong_currency"
  /** Two entries of one list name the same thing, or a key stands twice. */
| "duplicate"
  /** A field names something that does not exist at this enterprise. */
| "unknown_reference"
  /** The hub does not allow this variant in standing orders. */
| "not_eligible"
  /** There is no operation of this name, or it needs a hub and none is open. */
| "unknown_operation"
  /** There is no such thing, or it is not the actor's to see. */
| "not_found"
  /** Somebody else changed it first: look again, then decide. */
| "conflict"
  /** Another customer, enterprise or variant has this code or id already. */
| "already_exists"
  /** The idempotency key was used with another request. */
| "key_reused"
  /** Orders exist already: say with `openOrders` whether to keep or cancel them. */
| "open_orders_exist"
  /** Less is left in the cycle than was asked for. */
| "insufficient_stock"
  /** The currency cannot change once an offer, an order or a posting exists. */
| "currency_fixed"
  /** The thing is in a state that does not allow this. */
| "wrong_state"
  /** The cycle is not open, or its opening has not been worked off yet. */
| "cycle_not_open"
  /** The test clock only runs forwards, and only where one was chosen. */
| "clock_refused"
  /** The actor may not do this. */
| "not_allowed"
  /** The time for this change is over. */
| "limit_passed"
  /** No skip is left in this season. */
| "skip_limit"
  /** The store is busy or cannot be reached: try again. */
| "store_unavailable"
  /**
   * The store does not let us in, or not safely: look at the URL and at the rights of its role.
   */
| "store_refused"
  /**
   * The store was lost while it was asked to commit: whether it did is not known. Look, or make
   * the same call again with the same idempotency key.
   */
| "outcome_unknown"
  /** The file or database holds something that is not Milkround's. */
| "foreign_database"
  /** The database was written by a newer Milkround: upgrade the library. */
| "newer_schema"
  /** A stored record cannot be read: somebody changed it behind Milkround's back. */
| "corrupt_record"
  /** A fault of Milkround: please report it. */
| "internal";

/** One fault in what was given. */
export interface Violation {
  /** Where: `lines[2].quantity`. */
  path: string;
  code: ErrorCode;
  /** What is wrong and what to do, for people. */
  message: string;
  /** The value as it was given. */
  value?: unknown;
}

/** Why a call failed. Nothing was changed by it. */
export class MilkroundError extends Error {
  readonly code: ErrorCode;
  /** The field, where one alone is at fault. */
  readonly path: string | undefined;
  /** Facts for programs: the current version, the orders in the way. */
  readonly details: Facts;
  /** Every fault of what was given. */
  readonly violations: readonly Violation[];
  /** Whether the same call may succeed later as it is. */
  readonly retryable: boolean;
}
/** What was given is not valid: `violations` lists every fault. */
export class InvalidError extends MilkroundError {}
/** It does not exist, or is not the actor's to see. */
export class NotFoundError extends MilkroundError {}
/** It contradicts what is there. */
export class ConflictError extends MilkroundError {}
/** The actor may not do it, or not any more. */
export class NotAllowedError extends MilkroundError {}
/** The store cannot be used now, or not by this version. */
export class UnavailableError extends MilkroundError {}
/** A fault of Milkround itself: please report it. */
export class InternalError extends MilkroundError {}

/**
 * What a customer's entries, orders and standing orders come to, kept in the transaction that
 * changes them, so that lists sort by it and read it in one row (B4).
 */
export interface Account {
  /** Whose books. */
  enterprise: string;
  /** Whose account. */
  customer: Uuid;
  /** The sum of the entries: below zero the customer owes. */
  balance: Money;
  /** How many of the orders are placed or fulfilled, past orders among them. */
  orders: number;
  /** When the last of those was placed. */
  lastOrderAt: Instant | null;
  /** How many standing orders have not ended. */
  standingOrders: number;
}

/**
 * Reports a delivery: `notices.acknowledge`. The same report again answers the same.
 *
 * Errors: `not_found`; `conflict` for a lease that is over; `wrong_state` when a failure was
 * reported.
 */
export interface AcknowledgeNotice {
  /** Whose. */
  enterprise: string;
  /** Which. */
  notice: Uuid;
  /** The fence that came with the lease. */
  fence: number;
}

/** The host's own jobs, and the tick. */
export interface ActorSystem {
  kind: "system";
}

/** A person with the enterprises that he manages. */
export interface ActorUser {
  kind: "user";
  /** The host's id of him. */
  user: string;
  /** The enterprises that he manages. */
  enterprises: string[];
}

/** A customer, of one enterprise. */
export interface ActorCustomer {
  kind: "customer";
  /** Whose customer. */
  enterprise: string;
  /** Which. */
  customer: Uuid;
  /** Who acts for him (A16); none: he himself. Who may view changes nothing. */
  contact?: Uuid | null;
}

/** The one in whose name a call is made. */
export type Actor =
  | ActorSystem
  | ActorUser
  | ActorCustomer;

/** The host's own jobs, and the tick. */
export interface ActorSystemInput {
  kind: "system";
}

/** A person with the enterprises that he manages. */
export interface ActorUserInput {
  kind: "user";
  /** The host's id of him. */
  user: string;
  /** The enterprises that he manages. */
  enterprises: readonly string[];
}

/** A customer, of one enterprise. */
export interface ActorCustomerInput {
  kind: "customer";
  /** Whose customer. */
  enterprise: string;
  /** Which. */
  customer: Uuid;
  /** Who acts for him (A16); none: he himself. Who may view changes nothing. */
  contact?: Uuid | null | undefined;
}

/** The one in whose name a call is made. */
export type ActorInput =
  | ActorSystemInput
  | ActorUserInput
  | ActorCustomerInput;

/**
 * Adds what stands in a saved list to an order that can still be changed:
 * `saved_lists.add_to_order` (A14). Lines that the order has grow. What is not there is left out
 * and told; what is there in part is added in part. Customers may do so with their own.
 *
 * Errors: `limit_passed`, `wrong_state`, `conflict`, as in `orders.edit`; `wrong_state` for
 * another customer's order.
 */
export interface AddListToOrder {
  /** At which enterprise. */
  enterprise: string;
  /** Which list. */
  savedList: Uuid;
  /** To which order, of the same customer. */
  order: Uuid;
  /** The version of the order that the caller saw; none: whatever is there. */
  version?: number | null | undefined;
}

/**
 * Notes something about a customer: `customers.add_note`. Staff only.
 *
 * Errors: `not_found` for the customer; `wrong_state` when he was merged into another.
 */
export interface AddNote {
  /** At which enterprise. */
  enterprise: string;
  /** About which customer. */
  customer: Uuid;
  /** What: 1 to 4,000 characters. */
  text: string;
}

/** The order with what was added to it. */
export interface AddedToOrder {
  /** The order as it is now. */
  order: OrderWithLines;
  /** The lines of the list of which less was added, or nothing. */
  short: ShortLine[];
}

/** A postal address, as the host writes it on a parcel. */
export interface Address {
  /** Street and house, up to three lines. */
  lines: string[];
  /** Town. */
  city: string | null;
  /** County, state or canton. */
  region: string | null;
  /** Postal code. */
  postcode: string | null;
  /** ISO 3166 country code. */
  country: string | null;
}

/** A postal address, as the host writes it on a parcel. */
export interface AddressInput {
  /** Street and house, up to three lines. */
  lines?: readonly string[] | undefined;
  /** Town. */
  city?: string | null | undefined;
  /** County, state or canton. */
  region?: string | null | undefined;
  /** Postal code. */
  postcode?: string | null | undefined;
  /** ISO 3166 country code. */
  country?: string | null | undefined;
}

/**
 * Makes an order of the shop the one that a standing order has in its cycle: `orders.adopt`.
 * None is generated then.
 *
 * Errors: `wrong_state` for another customer's or another standing order's order,
 * `already_exists`.
 */
export interface AdoptOrder {
  /** Who sells. */
  enterprise: string;
  /** Which order. */
  order: Uuid;
  /** By which standing order. */
  standingOrder: Uuid;
}

/**
 * Turns the test clock forward: `test_clock.advance`. On the way it ticks whenever work is due,
 * as a scheduler would that never sleeps. System only.
 *
 * Errors: `clock_refused` on the host's clock, or backwards.
 */
export interface AdvanceClock {
  /** Until when. */
  to: Instant | Date;
  /** Whether nothing ticks on the way, as when the scheduler is down. */
  withoutTicks?: boolean | undefined;
}

/** What a customer was known by who was merged into this one. */
export interface Alias {
  /** What it is. */
  kind: AliasKind;
  /** As it was written. */
  value: string;
}

/** What an alias is. */
export type AliasKind =
  /** An e-mail address. */
| "email"
  /** A code. */
| "code"
  /** A user of the host. */
| "user";

/**
 * Lets somebody in: `join_requests.approve`. His address finds its customer, who is tagged and
 * taken out of the archive, or makes one. Where the shop is for tagged customers and none of its
 * tags is given or there, the first of them is added. Staff only.
 *
 * Errors: `wrong_state` when it was decided already.
 */
export interface ApproveJoinRequest {
  /** In whose shop. */
  enterprise: string;
  /** Which. */
  joinRequest: Uuid;
  /** Tags that the customer gets beside those that he has. */
  tags?: readonly string[] | undefined;
}

/**
 * Archives a customer: `customers.archive` (A12). He keeps all that is his, is left out of the
 * list, and is gone from the feed. Who orders again is restored. Twice is no harm.
 *
 * Errors: `wrong_state` while he has a standing order, or when he is erased; `conflict` for a
 * stale version.
 */
export interface ArchiveCustomer {
  /** At which enterprise. */
  enterprise: string;
  /** Which customer. */
  customer: Uuid;
  /** The version that the caller saw; none: whatever is there. */
  version?: number | null | undefined;
}

/** Whether archived customers are meant. */
export type ArchivedCustomers =
  /** Only those who are not archived. */
| "without"
  /** All. */
| "with"
  /** Only those who are. */
| "only";

/**
 * Puts a cycle into a series by hand: `series.attach`. In a series with a rule it has no number,
 * so that only lines due in every cycle apply to it; otherwise cycles are numbered as attached
 * (R6). The standing orders of the series get their orders at the next tick (R21).
 *
 * Errors: `not_found`; `already_exists` when it belongs to the series; `wrong_state` for an
 * ended series or a cycle that is over.
 */
export interface AttachCycle {
  /** Whose. */
  enterprise: string;
  /** Into which series. */
  series: Uuid;
  /** Which cycle. */
  cycle: Uuid;
}

/** Who did something. */
export interface Author {
  /** What he is. */
  kind: AuthorKind;
  /** The host's user id, or the customer's id. */
  id?: string | null;
  /** The contact who acted for the customer (A16); none: he himself. */
  contact?: Uuid | null;
}

/** The kinds of those who act. */
export type AuthorKind =
  /** Milkround's own tick, or the host's own jobs. */
| "system"
  /** A person of the enterprise. */
| "user"
  /** A customer himself. */
| "customer";

/** What a customer's account comes to. */
export interface Balance {
  /** The account. */
  account: Account;
  /** What pending orders will charge when they are placed: not in the balance yet (B4). */
  upcoming: Money;
}

/** How a balance stands. */
export type BalanceIs =
  /** Below zero: the customer owes. */
| "owing"
  /** Above zero: the customer has money here. */
| "credit"
  /** Zero. */
| "settled";

/**
 * Cancels an order: `orders.cancel`. Its stock is free again; its cycle counts as skipped. Staff
 * cancel a held order after its close too.
 *
 * Errors: `limit_passed`, `wrong_state`, `conflict`, `skip_limit`.
 */
export interface CancelOrder {
  /** Who sells. */
  enterprise: string;
  /** Which order. */
  order: Uuid;
  /** The version that the caller saw; none: whatever is there. */
  version?: number | null | undefined;
}

/**
 * Changes many customers at once: `customers.change_many`. Gives and takes tags, sets the
 * delivery run, archives and restores. Twice is no harm.
 *
 * All or nothing, unless `takeGoodOnes`. Named customers are meant though they are archived.
 *
 * Errors: `required` where nobody or nothing is said; `unknown_reference` for a named customer
 * who is not there; `not_found` for the selection; `too_long` for more than 100,000;
 * `wrong_state` for archiving who has a standing order, with all who are refused.
 */
export interface ChangeCustomers {
  /** At which enterprise. */
  enterprise: string;
  /** Who is meant; not together with `selection`. A filter of nothing means everybody. */
  filter?: CustomerFilterInput | null | undefined;
  /** The name of a kept selection. */
  selection?: string | null | undefined;
  /** Tags to give. */
  addTags?: readonly string[] | undefined;
  /** Tags to take, whatever their case and accents. */
  removeTags?: readonly string[] | undefined;
  /** The delivery run; null or blank: none. */
  deliveryRun?: string | null | undefined;
  /** Whether they shall be archived; left out: as they are. */
  archived?: boolean | null | undefined;
  /** Whether those are changed who can be, and the others told in the answer. */
  takeGoodOnes?: boolean | undefined;
}

/** Who changed what and when (A15). */
export interface ChangeEntry {
  /** Whose. */
  enterprise: string;
  /** Our id, ascending in time. */
  id: Uuid;
  /** What was changed: the id of a customer, note, series, cycle, standing order or order. */
  subject: Uuid;
  /** By which operation. */
  operation: string;
  /** By whom. */
  by: Author;
  /** When. */
  at: Instant;
  /** What it set: the changed fields with their new values. */
  facts: Facts;
}

/** Changes, the newest first. */
export interface ChangePage {
  /** The rows, in the list's order. */
  items: ChangeEntry[];
  /** Give it as `after` for the rows that follow; none: there are no more. */
  nextPage: string | null;
}

/** What happened while the test clock ran. */
export interface ClockReport {
  /** What the clock shows now. */
  now: Instant;
  /** The ticks on the way that had something to do. */
  ticks: TickReport[];
}

/** What a close does. */
export interface ClosePlan {
  /** What becomes of each order, in the order given. */
  orders: ClosedOrder[];
  /** The sum of the orders that are placed. */
  placedTotal: Money;
}

/** What closing a cycle does with one of its orders (E4). */
export type Closed =
  /** It is placed, and charged. */
| "place"
  /** It is held, and waits for staff (R39). */
| "hold"
  /** Nothing is left in it: it is cancelled, never placed at zero (R26). */
| "cancel"
  /** It is placed, fulfilled or cancelled already, or was made ahead and never claimed. */
| "leave";

/** What becomes of one order. */
export interface ClosedOrder {
  /** The host's id of the order. */
  order: string;
  /** What becomes of it. */
  action: Closed;
  /** The sum of its lines, each rounded once. */
  itemTotal: Money;
  /** Lines and fees; nothing where it is cancelled. */
  total: Money;
}

/** So long after the nominal opening: civil days, then exact hours and minutes (R5). */
export interface ClosingRuleAfter {
  kind: "after";
  /** Civil days from the nominal local time of opening. */
  days?: number;
  /** Exact hours after that. */
  hours?: number;
  /** Exact minutes after that. */
  minutes?: number;
}

/** The first such weekday and time strictly after the opening plus `lead` (R5). */
export interface ClosingRuleNext {
  kind: "next";
  /** The weekday. */
  weekday: Weekday;
  /** The time of day. */
  time: TimeOfDay;
  /** How long the cycle is open at the least. */
  lead?: Lead;
}

/** When a cycle closes. */
export type ClosingRule =
  | ClosingRuleAfter
  | ClosingRuleNext;

/** The code that a customer shall have. */
export interface CodeRow {
  /** Which customer. */
  customer: Uuid;
  /** His code: 1 to 64 characters; null or blank: none. */
  code?: string | null | undefined;
}

/** How many codes were set. */
export interface CodesSet {
  /** Customers whose code is another now. */
  changed: number;
  /** Customers who had it already. */
  unchanged: number;
}

/** When customers collect, in local time. */
export interface CollectionInput {
  /** From this local time. */
  startsAt: LocalDateTime;
  /** Until this local time. */
  endsAt: LocalDateTime;
}

/**
 * When orders are collected: from the first such weekday and time strictly after the cycle's
 * close (plus `lead`) until a time on that day, or on the `untilWeekday` that follows it.
 */
export interface CollectionRule {
  weekday: Weekday;
  starts: TimeOfDay;
  untilWeekday?: Weekday | null;
  ends: TimeOfDay;
  lead?: Lead;
}

/** When the orders of one cycle are collected. */
export interface CollectionWindow {
  /** From this moment. */
  startsAt: Instant;
  /** Until this moment. */
  endsAt: Instant;
  /** What the hub's clocks show at the start. */
  startsLocal: LocalDateTime;
  /** What the hub's clocks show at the end. */
  endsLocal: LocalDateTime;
  /** Both in words: `Wednesday 1 April 2026, 14:00–18:00`. */
  text: string;
}

/** What generation does where the customer has an open order in the cycle already (D11). */
export type Combine =
  /** A further order is made beside it. */
| "beside"
  /** The lines join it. */
| "add";

/**
 * Confirms a pending order before its cycle closes: `orders.confirm`. It is placed now; it may
 * still be changed until the limit (R34). Confirming twice is no harm.
 *
 * Errors: `limit_passed`, `wrong_state`, `conflict`.
 */
export interface ConfirmOrder {
  /** Who sells. */
  enterprise: string;
  /** Which order. */
  order: Uuid;
  /** The version that the caller saw; none: whatever is there. */
  version?: number | null | undefined;
}

/** Whether the hub may write to a customer beyond his own orders (A10). */
export type Consent =
  /** Nobody asked him yet. */
| "unknown"
  /** He said yes. */
| "given"
  /** He said no. */
| "refused";

/** A person who acts for a customer: of a household, or another manager of a café (A16). */
export interface Contact {
  /** Whose customer. */
  enterprise: string;
  /** Our id. */
  id: Uuid;
  /** For which customer. */
  customer: Uuid;
  /** His e-mail address; or else there is a user. */
  email: string | null;
  /** The host's user behind him. */
  user: string | null;
  /** What to call him. */
  name: string | null;
  /** How far he may act. */
  access: ContactAccess;
  /** When made. */
  createdAt: Instant;
  /** Raised by every change. */
  version: number;
}

/** How far somebody may act for a customer (A16). */
export type ContactAccess =
  /** He sees what the customer sees, and changes nothing. */
| "view"
  /** He does what the customer may do. */
| "full";

/** Who acts for a customer beside himself; at most 50. */
export interface ContactList {
  /** The contacts, in the order in which they came. */
  items: Contact[];
}

/**
 * Makes a customer: `customers.create`.
 *
 * Errors: `already_exists` for a code in use, or an e-mail address in use unless `shareEmail`.
 */
export interface CreateCustomer {
  /** At which enterprise. */
  enterprise: string;
  /** What is known of him. */
  fields?: CustomerFields | undefined;
  /**
   * Whether he may share his e-mail address with another customer of the enterprise (A1). The
   * first stays the one that the address finds.
   */
  shareEmail?: boolean | undefined;
}

/**
 * Makes a cycle by hand: `cycles.create`. It opens and closes by the tick like any other.
 *
 * Errors: `end_before_start`, `unknown_zone`, `unknown_reference`, `duplicate`, `not_a_step`,
 * `wrong_currency` in the violations of `invalid_input`; `not_found` and `wrong_state` for the
 * series.
 */
export interface CreateCycle {
  /** Whose. */
  enterprise: string;
  /** What customers see. */
  name: string;
  /** The zone of its local times; usually the enterprise's. */
  zone?: string | null | undefined;
  /**
   * The local time at which customers may begin to order; a past one opens it at the next tick.
   */
  opensAt: LocalDateTime;
  /** The local time from which they may not order any more (R1). */
  closesAt: LocalDateTime;
  /** Who distributes what, each distributor once. */
  outgoing?: readonly ExchangeInput[] | undefined;
  /** Who supplies, each supplier once. */
  incoming?: readonly SupplyInput[] | undefined;
  /** A series to which it belongs from the start, as with `series.attach`. */
  series?: Uuid | null | undefined;
}

/**
 * Makes an enterprise known: `enterprises.create`. System only.
 *
 * Errors: `already_exists`, `unknown_zone`, `unknown_currency`.
 */
export interface CreateEnterprise {
  /** The host's id of it: 1 to 64 printable ASCII characters. It never changes. */
  enterprise: string;
  /** Its name. */
  name: string;
  /** The IANA zone of its dates and times, such as `Europe/London`. */
  zone: string;
  /** The ISO 4217 code of its currency. */
  currency: string;
  /** What it settles; the usual where nothing is said. */
  settings?: SettingsPatch | undefined;
}

/**
 * Asks to become a customer, or one of those who may shop: `join_requests.create`. Staff only,
 * and the host's own code, in the name of a shopper whose address it has verified. Who asks
 * again while his wish waits has one wish: what he says now stands.
 *
 * Errors: `wrong_state` when he may shop already.
 */
export interface CreateJoinRequest {
  /** In whose shop. */
  enterprise: string;
  /** His e-mail address, verified by the host (R19). */
  email: string;
  /** The host's user behind him. */
  user?: string | null | undefined;
  /** First name. */
  firstName?: string | null | undefined;
  /** Last name. */
  lastName?: string | null | undefined;
  /** What he writes to the hub: at most 2,000 characters. */
  message?: string | null | undefined;
}

/**
 * Makes a series and its first cycles: `series.create`.
 *
 * Errors: `invalid_rule`, `rule_never_fires`, `unknown_zone`, `unknown_reference`, `duplicate`,
 * `not_a_step`, `wrong_currency` and the like, each in the violations of `invalid_input`.
 */
export interface CreateSeries {
  /** Whose. */
  enterprise: string;
  /** What staff call it. */
  name: string;
  /** When its cycles open and close; none: only cycles attached by hand (R6). */
  schedule?: ScheduleInput | null | undefined;
  /** What each cycle is made of; copied into every new one (R10). */
  template?: TemplateInput | undefined;
  /** Instead of `template`: the cycle whose exchanges, fees and offers are copied. */
  templateCycle?: Uuid | null | undefined;
  /** How many cycles that have not opened are kept ready: 1 to 52, usually 4. */
  keepAhead?: number | null | undefined;
}

/**
 * Makes a standing order: `standing_orders.create`. Customers may, where the hub lets them
 * (D13).
 *
 * Its orders are made when cycles open; for cycles that are open now, at the next tick.
 *
 * Errors: `unknown_reference`, `not_eligible`, `not_a_step`, `end_before_start`, `not_allowed`;
 * `wrong_state` for an erased customer. An archived one is restored (A12).
 */
export interface CreateStandingOrder {
  /** At which enterprise. */
  enterprise: string;
  /** For whom. */
  customer: Uuid;
  /** For every cycle of this series; or else give `cycles`. */
  series?: Uuid | null | undefined;
  /** For these cycles alone. */
  cycles?: readonly Uuid[] | undefined;
  /** Who distributes it. */
  distributor: string;
  /** The first date; none: today, in the enterprise's zone. */
  startsOn?: LocalDate | null | undefined;
  /** The last date, itself included; none: open-ended. */
  endsOn?: LocalDate | null | undefined;
  /** What is wanted: 1 to 500 lines; or else give `fromSavedList`. */
  lines?: readonly LineInput[] | undefined;
  /** A saved list of the customer's, whose lines are wanted as they are now (A14). */
  fromSavedList?: Uuid | null | undefined;
  /** The cadence of lines that name none: every *n*th cycle, usually 1. */
  every?: number | null | undefined;
  /** Who makes its orders; usually the tick (D10). */
  mode?: Mode | null | undefined;
  /** The host's shipping method; none: the customer's preference. */
  shippingMethod?: string | null | undefined;
  /** The host's payment method; none: the customer's preference. */
  paymentMethod?: string | null | undefined;
  /** Where goods go; none: the customer's address. */
  shippingAddress?: AddressInput | null | undefined;
  /** A note that is printed on sheets. */
  note?: string | null | undefined;
}

/** A column of a file, and what it was taken for. */
export interface CsvColumn {
  /** What stands at its head. */
  header: string;
  /** The field that it sets; none: it is left out. */
  field: string | null;
}

/** What is wrong with one row. */
export interface CsvFault {
  /** The line in which the row begins; the first is 1. */
  line: number;
  /** The field; none: the row as a whole. */
  field: string | null;
  /** What kind of fault: a code of errors. */
  code: string;
  /** What is wrong and what to do. */
  message: string;
}

/** A person or company at one enterprise (A1–A3). */
export interface Customer {
  /** Whose customer. */
  enterprise: string;
  /** Our id. */
  id: Uuid;
  /** Where to write; some have none (R18). */
  email: string | null;
  /** Whether the address finds this customer where several share it (A1). */
  emailDefault: boolean;
  /** The hub's own code, unique at the enterprise ignoring case (A2). */
  code: string | null;
  /** First name. */
  firstName: string | null;
  /** Last name. */
  lastName: string | null;
  /** Company or group. */
  company: string | null;
  /** Telephone number, as written. */
  phone: string | null;
  /** Where bills go. */
  billingAddress: Address | null;
  /** Where goods go. */
  shippingAddress: Address | null;
  /** The host's shipping method that new orders take. */
  shippingMethod: string | null;
  /** The host's payment method that new orders take. */
  paymentMethod: string | null;
  /** A short tag of the round on which the goods go out, such as `NTH`. */
  deliveryRun: string | null;
  /** Tags, in alphabetical order ignoring case and accents. */
  tags: string[];
  /**
   * What the hub's own fields say of him, by their keys; all as texts: a number as `2.5`, a date
   * as `2026-03-01` (A3).
   */
  custom: {[name: string]: string };
  /** The language of notices, as BCP 47 writes it (`en-GB`). */
  language: string | null;
  /** Tax number. */
  taxNumber: string | null;
  /** Company number. */
  companyNumber: string | null;
  /** The host's user behind the customer, if he signs in. */
  user: string | null;
  /** Whether the hub may write to him beyond his own orders (A10). */
  consent: Consent;
  /** When that was said last. */
  consentAt: Instant | null;
  /** Who said so. */
  consentBy: Author | null;
  /** Since when he is archived (A12); none: he is not. */
  archivedAt: Instant | null;
  /** When he was erased: what is left is a pseudonym (R43). */
  erasedAt: Instant | null;
  /** Into whom he was merged: what was his is that one's, and this id leads there (A6). */
  mergedInto: Uuid | null;
  /** What those were known by who were merged into him; each finds him. */
  aliases: Alias[];
  /** When made. */
  createdAt: Instant;
  /** Raised by every change. */
  version: number;
}

/** One customer in the feed, as he is now. */
export interface CustomerChange {
  /** The number of his latest change. */
  number: number;
  /** Which customer. */
  customer: Uuid;
  /** What became of him. */
  event: CustomerEvent;
  /** Where to write; none where he has no address or is gone. */
  email: string | null;
  /** The name to show; none where he is gone. */
  name: string | null;
  /** His tags, sorted. */
  tags: string[];
  /** Whether the hub may write to him beyond his own orders; `refused` where he is gone. */
  consent: Consent;
}

/** A stretch of the feed. */
export interface CustomerChanges {
  /** The customers who came, changed or went, each once, in the order of their latest change. */
  items: CustomerChange[];
  /** Keep it once these are worked off, and give it as `since` the next time. */
  nextSince: number;
  /** Whether more follow already. */
  more: boolean;
}

/**
 * Reads who came, changed or went: `customers.changes_since` (A10). Staff only.
 *
 * Each customer stands in the feed once, at his latest change and as he is now, so that nothing
 * is missed however long a reader was away. Who changes while a reader is on his way through
 * comes at the end: take `added` and `changed` alike, and put in whom you do not know.
 *
 * Errors: `out_of_range` for a `since` that this hub never gave.
 */
export interface CustomerChangesSince {
  /** Whose customers. */
  enterprise: string;
  /** The `nextSince` of the answer before; none: from the beginning. */
  since?: number | null | undefined;
  /** How many: 1 to 1,000, usually 50. */
  limit?: number | null | undefined;
}

/** A column of the customer list (A7). */
export type CustomerColumn =
  /** Company, else full name, else e-mail address. */
| "name"
  /** First name. */
| "first_name"
  /** Last name. */
| "last_name"
  /** Company or group. */
| "company"
  /** Where to write. */
| "email"
  /** The hub's own code. */
| "code"
  /** Telephone number. */
| "phone"
  /** Whose customer; within one enterprise, the name. */
| "enterprise"
  /** Tags. */
| "tags"
  /** The delivery run. */
| "delivery_run"
  /** The balance: below zero the customer owes. */
| "balance"
  /** When the last order was placed. */
| "last_order_at"
  /** How many orders are placed or fulfilled. */
| "orders"
  /** How many standing orders have not ended. */
| "standing_orders"
  /** When the customer was made. */
| "created_at";

/** What became of a customer since the reader read last. */
export type CustomerEvent =
  /** He came, or came back. */
| "added"
  /** Something of him changed. */
| "changed"
  /** He is gone: removed, erased or archived. */
| "gone";

/** A field that a hub has defined for its customers. */
export interface CustomerField {
  /** Whose. */
  enterprise: string;
  /** Its key in a customer's `custom`. */
  field: string;
  /** What pages and sheets call it. */
  label: string;
  /** What it holds. */
  kind: FieldKind;
  /** Of a choice: what can be chosen. */
  choices: string[];
  /** Where it stands among the others. */
  position: number;
  /** Raised by every change. */
  version: number;
}

/** The fields that an enterprise has defined, in the order of their positions. */
export interface CustomerFieldList {
  /** All of them, at most 100. */
  items: CustomerField[];
}

/** What went with a field. */
export interface CustomerFieldRemoved {
  /** Its key. */
  field: string;
  /** How many customers lost a value. */
  customers: number;
}

/**
 * What can be said of a customer. On creating, what is left out is empty; on updating, it stays.
 */
export interface CustomerFields {
  /** Where to write. */
  email?: string | null | undefined;
  /** The hub's own code; blank means none (A2). */
  code?: string | null | undefined;
  /** First name. */
  firstName?: string | null | undefined;
  /** Last name. */
  lastName?: string | null | undefined;
  /** Company or group. */
  company?: string | null | undefined;
  /** Telephone number. */
  phone?: string | null | undefined;
  /** Where bills go. */
  billingAddress?: AddressInput | null | undefined;
  /** Where goods go. */
  shippingAddress?: AddressInput | null | undefined;
  /** The host's shipping method for new orders. */
  shippingMethod?: string | null | undefined;
  /** The host's payment method for new orders. */
  paymentMethod?: string | null | undefined;
  /** The delivery run, such as `NTH`. */
  deliveryRun?: string | null | undefined;
  /**
   * Tags: the whole list. A tag that the hub has already keeps its spelling, whatever the case
   * and accents here.
   */
  tags?: readonly string[] | undefined;
  /**
   * What the hub's own fields say: the named ones change, null or blank clears, the others stay.
   * All as texts: a number as `2.5`, a date as `2026-03-01` (A3).
   */
  custom?: {readonly [name: string]: string | null } | undefined;
  /** The language of notices (BCP 47). */
  language?: string | null | undefined;
  /** Tax number. */
  taxNumber?: string | null | undefined;
  /** Company number. */
  companyNumber?: string | null | undefined;
  /** The host's user behind the customer. */
  user?: string | null | undefined;
}

/**
 * Which customers are meant (A7). What is left out does not matter; all that is given must hold.
 */
export interface CustomerFilter {
  /** These, archived or not; at most 4,000. An empty list means nobody. */
  customers: Uuid[] | null;
  /**
   * Beginnings of words of name, company, e-mail address, code, telephone number or the hub's
   * own fields, in any order, without regard to case and accents; at most 8.
   */
  search: string | null;
  /** With this e-mail address, or merged with one who had it. */
  email: string | null;
  /** With this code, or merged with one who had it. */
  code: string | null;
  /** With one of these tags. */
  tags: string[];
  /** On one of these delivery runs. */
  deliveryRuns: string[];
  /** Whose balance stands so. */
  balance: BalanceIs | null;
  /** Whose last order was placed then or later. */
  lastOrderFrom: Instant | null;
  /** Whose last order was placed before then; who never ordered is not meant. */
  lastOrderBefore: Instant | null;
  /** With a standing order that has not ended, or without. */
  standingOrder: boolean | null;
  /** Whether archived ones are meant; usually they are not (A12). */
  archived: ArchivedCustomers | null;
}

/**
 * Which customers are meant (A7). What is left out does not matter; all that is given must hold.
 */
export interface CustomerFilterInput {
  /** These, archived or not; at most 4,000. An empty list means nobody. */
  customers?: readonly Uuid[] | null | undefined;
  /**
   * Beginnings of words of name, company, e-mail address, code, telephone number or the hub's
   * own fields, in any order, without regard to case and accents; at most 8.
   */
  search?: string | null | undefined;
  /** With this e-mail address, or merged with one who had it. */
  email?: string | null | undefined;
  /** With this code, or merged with one who had it. */
  code?: string | null | undefined;
  /** With one of these tags. */
  tags?: readonly string[] | undefined;
  /** On one of these delivery runs. */
  deliveryRuns?: readonly string[] | undefined;
  /** Whose balance stands so. */
  balance?: BalanceIs | null | undefined;
  /** Whose last order was placed then or later. */
  lastOrderFrom?: Instant | Date | null | undefined;
  /** Whose last order was placed before then; who never ordered is not meant. */
  lastOrderBefore?: Instant | Date | null | undefined;
  /** With a standing order that has not ended, or without. */
  standingOrder?: boolean | null | undefined;
  /** Whether archived ones are meant; usually they are not (A12). */
  archived?: ArchivedCustomers | null | undefined;
}

/**
 * What a customer has ordered, newest first, past orders among it, and what is to come:
 * `customers.history` (A13). Customers may read their own. For cycles whose orders are not made
 * yet, see `standing_orders.timeline`; for refunds and adjustments, `ledger.list`.
 *
 * Errors: `not_found`; `end_before_start`; `malformed` for the token of another list.
 */
export interface CustomerHistory {
  /** At which enterprise. */
  enterprise: string;
  /** Of which customer. */
  customer: Uuid;
  /**
   * Each word must begin a word of a line's product or variant id, a category of a past order,
   * the cycle's name, the note or the reference, ignoring case and accents; at most 8. Where
   * much is looked through for little, a page is short and `nextPage` goes on.
   */
  search?: string | null | undefined;
  /**
   * Made, or placed for past orders, on this day or later, in the enterprise's zone. What is to
   * come is told whatever the days.
   */
  startsOn?: LocalDate | null | undefined;
  /** On this day or earlier. */
  endsOn?: LocalDate | null | undefined;
  /** In one of these states; none: in any. */
  states?: readonly OrderState[] | undefined;
  /** How many: 1 to 1,000, usually 50. What is to come is not counted. */
  limit?: number | null | undefined;
  /** The `nextPage` of the page before. */
  after?: string | null | undefined;
}

/** What customers may do with their own standing orders and pending orders (D13). */
export interface CustomerMay {
  /** Set up a standing order. */
  create: boolean;
  /** Change its lines, and edit orders until their limit. */
  edit: boolean;
  /** Skip cycles. */
  skip: boolean;
  /** Pause and resume. */
  pause: boolean;
  /** End it, and cancel pending orders. */
  cancel: boolean;
}

/** What customers may do with their own standing orders and pending orders (D13). */
export interface CustomerMayInput {
  /** Set up a standing order. */
  create?: boolean | undefined;
  /** Change its lines, and edit orders until their limit. */
  edit?: boolean | undefined;
  /** Skip cycles. */
  skip?: boolean | undefined;
  /** Pause and resume. */
  pause?: boolean | undefined;
  /** End it, and cancel pending orders. */
  cancel?: boolean | undefined;
}

/** What staff note about a customer; he never sees it (A4). */
export interface CustomerNote {
  /** Whose. */
  enterprise: string;
  /** Our id, ascending in time. */
  id: Uuid;
  /** About which customer. */
  customer: Uuid;
  /** What it says. */
  text: string;
  /** Who wrote it. */
  by: Author;
  /** When. */
  at: Instant;
  /** Who edited it last. */
  editedBy: Author | null;
  /** When it was edited last. */
  editedAt: Instant | null;
  /** Raised by every edit. */
  version: number;
}

/** Notes about a customer, the newest first. */
export interface CustomerNotePage {
  /** The rows, in the list's order. */
  items: CustomerNote[];
  /** Give it as `after` for the rows that follow; none: there are no more. */
  nextPage: string | null;
}

/** A page of the customer list. */
export interface CustomerPage {
  /**
   * The rows, in the list's order. A page of a filtered list may be short, or empty, though more
   * follow: `nextPage` says.
   */
  items: CustomerRow[];
  /** Give it as `after` for the rows that follow; none: there are no more. */
  nextPage: string | null;
  /** Give it as `before` for the rows before; none: these are the first. */
  previousPage: string | null;
  /** How many there are in all, where that was asked for. */
  total: CustomerTotal | null;
}

/** What became of a customer who was removed. */
export interface CustomerRemoved {
  /** Which. */
  customer: Uuid;
  /** Whether he stays in the books under a pseudonym; otherwise nothing is there any more. */
  inBooks: boolean;
}

/**
 * A row of the customer list. What was not asked for is left out, and null like what is empty.
 */
export interface CustomerRow {
  /** Whose customer. */
  enterprise: string;
  /** Our id. */
  customer: Uuid;
  /** Company, else full name, else e-mail address. */
  name: string | null;
  /** First name. */
  firstName: string | null;
  /** Last name. */
  lastName: string | null;
  /** Company or group. */
  company: string | null;
  /** Where to write. */
  email: string | null;
  /** The hub's own code. */
  code: string | null;
  /** Telephone number. */
  phone: string | null;
  /** Tags, sorted. */
  tags: string[] | null;
  /** The delivery run. */
  deliveryRun: string | null;
  /** The balance: below zero the customer owes. */
  balance: Money | null;
  /** When the last order was placed. */
  lastOrderAt: Instant | null;
  /** How many orders are placed or fulfilled. */
  orders: number | null;
  /** How many standing orders have not ended. */
  standingOrders: number | null;
  /** When the customer was made. */
  createdAt: Instant | null;
  /** What the hub's own fields say that were asked for. */
  custom: {[name: string]: string } | null;
}

/**
 * What a customer has bought, or all have, by product, category or period: `customers.sales`
 * (A13). Customers may read their own. Lines of placed and fulfilled orders count, past orders'
 * too, on the day on which they were placed; fees do not, and nothing that is cancelled or to
 * come.
 *
 * Errors: `not_found`; `end_before_start`; `malformed` for the token of another list.
 */
export interface CustomerSales {
  /** At which enterprise. */
  enterprise: string;
  /** Of this customer; none: of all. */
  customer?: Uuid | null | undefined;
  /** By what. */
  by: SalesBy;
  /** Placed on this day or later, in the enterprise's zone. */
  startsOn?: LocalDate | null | undefined;
  /** Placed on this day or earlier. */
  endsOn?: LocalDate | null | undefined;
  /** How many rows: 1 to 1,000, usually 50. */
  limit?: number | null | undefined;
  /** The `nextPage` of the page before. */
  after?: string | null | undefined;
}

/** A customer parted in two. */
export interface CustomerSplit {
  /** The customer as he is now. */
  customer: Customer;
  /** The new one. */
  created: Customer;
}

/** How many customers are meant in all. */
export interface CustomerTotal {
  /** So many. */
  count: number;
  /** Whether there are more: beyond 10,000, or beyond what one call looks at, nobody counts. */
  orMore: boolean;
}

/** What came of a change of many customers. */
export interface CustomersChanged {
  /** Customers who were changed. */
  changed: number;
  /** Customers who were so already. */
  unchanged: number;
  /** Customers who were left as they are. */
  refused: RefusedCustomer[];
}

/** A piece of a CSV file. */
export interface CustomersCsv {
  /** The piece: the first begins with the header. */
  csv: string;
  /** How many customers are in it. */
  rows: number;
  /** Give it as `after` for the piece that follows; none: this is the last. */
  nextPage: string | null;
}

/** What came of a file. */
export interface CustomersImported {
  /** Rows that were read, the header not among them. */
  rows: number;
  /** Customers made. */
  created: number;
  /** Customers changed. */
  updated: number;
  /** Customers who are what their rows say already. */
  unchanged: number;
  /** Rows that were left out as bad. */
  refused: number;
  /** What is wrong with those, in the order of their lines. */
  faults: CsvFault[];
  /** What each column was taken for. */
  columns: CsvColumn[];
  /** Where to go on; none: the file is through. */
  nextLine: number | null;
}

/** Two customers who are one now. */
export interface CustomersMerged {
  /** Who stays, with what he gained. */
  customer: Customer;
  /** What is left of the other: his id leads to the one who stays. */
  merged: Customer;
  /** How many orders moved. */
  orders: number;
  /** How many standing orders moved. */
  standingOrders: number;
  /** How many entries were taken back here and entered there. */
  postings: number;
}

/**
 * Finds the customers for whom a person acts, across enterprises: `customers.of_user` (R18,
 * A16). Staff only, and the host's own code: it trusts that the host has verified the address or
 * the user. Archived ones are among them.
 */
export interface CustomersOfUser {
  /** At these enterprises; none named: at all that the caller manages. */
  enterprises?: readonly string[] | undefined;
  /** An e-mail address that the host has verified; give it, or the user, or both. */
  email?: string | null | undefined;
  /** The host's user. */
  user?: string | null | undefined;
}

/** A window `[opens_at, closes_at)` in which customers order (R1). */
export interface Cycle {
  /** Who coordinates it, sells and owns its orders (R15). */
  enterprise: string;
  /** Our id. */
  id: Uuid;
  /** What customers see. */
  name: string;
  /** The zone of its dates (R2). */
  zone: string;
  /** The first instant at which customers may order. */
  opensAt: Instant;
  /** The first instant at which they may not any more. */
  closesAt: Instant;
  /** The opening on the wall clock, as planned. */
  opensLocal: LocalDateTime;
  /** The close on the wall clock, as planned. */
  closesLocal: LocalDateTime;
  /** Where it stands. */
  state: CycleState;
  /** Whether it opened after its time (E5). */
  openedLate: boolean;
  /** What was done about it when it had opened and closed while nothing ticked (R25). */
  missed: MissedCycle | null;
  /** Who distributes, when it is collected, and what that costs. */
  outgoing: Exchange[];
  /** Who supplies. */
  incoming: Supply[];
  /** Raised by every change. */
  version: number;
}

/** A cycle by name and dates: every answer that names a cycle gives all three (R3). */
export interface CycleDates {
  /** Which cycle. */
  cycle: Uuid;
  /** What customers see. */
  name: string;
  /**
   * Its number in the series that the answer is about; none outside a series, or where it has
   * none there (R6).
   */
  number: number | null;
  /** The local date on which it opens. */
  opensOn: LocalDate;
  /** The local date on which it closes (R4: the literal date, also at midnight). */
  closesOn: LocalDate;
  /** The local date on which collection begins; none where nothing is collected. */
  collectedOn: LocalDate | null;
}

/** Which date of a cycle counts in every test by date (R3). */
export type CycleDay =
  /** The day on which it closes. */
| "close"
  /** The first day of collection. */
| "collection";

/** A cycle of a list. */
export interface CycleEntry {
  /** The cycle. */
  cycle: Cycle;
  /** Its dates. */
  dates: CycleDates;
}

/** What the hub should know about one planned cycle. */
export interface CycleNote {
  /** Its number in the series. */
  number: number | null;
  /** The slot of the rule. */
  nominal: LocalDateTime;
  /** What there is to know. */
  note: PlanNote;
}

/** Cycles, by opening. */
export interface CyclePage {
  /** The rows, in the list's order. */
  items: CycleEntry[];
  /** Give it as `after` for the rows that follow; none: there are no more. */
  nextPage: string | null;
}

/** The cycles to be made, and where to go on. */
export interface CyclePlan {
  /** The cycles, by opening. */
  cycles: PlannedCycle[];
  /** Slots that were passed over. */
  passed: PassedSlot[];
  /** Where the next plan goes on. */
  mark: Mark;
  /** Why there are fewer cycles than wanted, if so. */
  stop: Stop | null;
  /** Whether no slot is left after these. */
  exhausted: boolean;
}

/** Where a cycle stands. The tick moves it on. */
export type CycleState =
  /** It has not opened. */
| "upcoming"
  /** Its standing orders are being turned into orders; the shop waits a moment. */
| "opening"
  /** Customers order. */
| "open"
  /** Its pending orders are being placed. */
| "closing"
  /** It is over. */
| "closed"
  /** It will not take place. */
| "cancelled";

/** A cycle with what is offered in it. */
export interface CycleWithOffers {
  /** The cycle. */
  cycle: Cycle;
  /** Its dates. */
  dates: CycleDates;
  /** What is offered, by distributor and variant. */
  offers: Offer[];
  /** The series to which it belongs, with its number in each. */
  series: SeriesCycle[];
}

/**
 * Takes a cycle out of a series: `series.detach`. The cycle itself stays; its number is not
 * given to another.
 *
 * Errors: `not_found`; `wrong_state` when standing orders of the series have outcomes in it.
 */
export interface DetachCycle {
  /** Whose. */
  enterprise: string;
  /** Out of which series. */
  series: Uuid;
  /** Which cycle. */
  cycle: Uuid;
}

/**
 * Takes an order out of its standing order: `orders.detach`. The order stays; the pair counts as
 * skipped, and no other is generated (R27).
 *
 * Errors: `wrong_state` when it belongs to none, `limit_passed`.
 */
export interface DetachOrder {
  /** Who sells. */
  enterprise: string;
  /** Which order. */
  order: Uuid;
}

/** When one distributor hands out the orders of a cycle. */
export interface DistributorCollection {
  /** Who distributes. */
  distributor: string;
  /** When, reckoned from the close. */
  rule: CollectionRule;
}

/**
 * Duplicates an order into picked cycles: `orders.duplicate`. In cycles that have not opened the
 * copies are made ahead. The copy of a standing order's order is that standing order's order
 * there.
 *
 * Errors: `wrong_state` for a cycle that has opened or an order of nothing, `already_exists`.
 */
export interface DuplicateOrder {
  /** Who sells. */
  enterprise: string;
  /** Which order. */
  order: Uuid;
  /** Into which cycles. */
  cycles: readonly Uuid[];
}

/** Both the order and its standing order changed one line, to different quantities (R30). */
export interface EditConflict {
  /** The line. */
  variant: string;
  /** What was generated. */
  base: Decimal;
  /** What the order says; it stands until somebody settles it. */
  order: Decimal;
  /** What the standing order says now. */
  revision: Decimal;
}

/**
 * Changes what a note says: `customers.edit_note`. Staff only; what it said before stays in the
 * change log, under the note's id.
 *
 * Errors: `not_found`; `conflict` for a stale version.
 */
export interface EditNote {
  /** At which enterprise. */
  enterprise: string;
  /** Which note. */
  note: Uuid;
  /** The version that the caller saw; none: whatever is there (R35). */
  version?: number | null | undefined;
  /** What it shall say: 1 to 4,000 characters. */
  text: string;
}

/**
 * Changes an order: `orders.edit`. Lines that are not named stay. Lines that stand keep their
 * price, new ones take today's (R24). Taking the last line out cancels the order (R26).
 *
 * Errors: `limit_passed` at the limit or later (R1), `insufficient_stock`, `conflict` for a
 * stale version (R35), `skip_limit` (R26), `unknown_reference`, `wrong_state`.
 */
export interface EditOrder {
  /** Who sells. */
  enterprise: string;
  /** Which order. */
  order: Uuid;
  /** The version that the caller saw; none: whatever is there. */
  version?: number | null | undefined;
  /** How much there shall be of these variants; 0 takes one out. */
  setLines?: readonly LineWanted[] | undefined;
  /** The host's shipping method. */
  shippingMethod?: string | null | undefined;
  /** The host's payment method. */
  paymentMethod?: string | null | undefined;
  /** Where goods go. */
  shippingAddress?: AddressInput | null | undefined;
  /** A note that is printed on sheets. */
  note?: string | null | undefined;
}

/** Every one. */
export interface EligibleAll {
  kind: "all";
}

/** Those with this tag. */
export interface EligibleTagged {
  kind: "tagged";
  /** The tag. */
  tag: string;
}

/** Those without this tag. */
export interface EligibleAllBut {
  kind: "all_but";
  /** The tag. */
  tag: string;
}

/** Which variants standing orders may hold (D2). */
export type Eligible =
  | EligibleAll
  | EligibleTagged
  | EligibleAllBut;

/** A hub, shop or producer: it owns its customers, cycles and orders. */
export interface Enterprise {
  /** The host's id of it. */
  enterprise: string;
  /** Its name. */
  name: string;
  /** The zone of its dates and times; series copy it when they are made (R2). */
  zone: string;
  /** The currency of all its amounts; fixed once one is kept (R20). */
  currency: string;
  /** What it has settled. */
  settings: Settings;
  /** When it was made known. */
  createdAt: Instant;
  /** Raised by every change. */
  version: number;
}

/** Enterprises, in the order in which they were made known. */
export interface EnterprisePage {
  /** The rows, in the list's order. */
  items: Enterprise[];
  /** Give it as `after` for the rows that follow; none: there are no more. */
  nextPage: string | null;
}

/**
 * Erases a customer: `customers.erase` (A12, R43). His standing orders end; his orders that are
 * made ahead or pending are cancelled, and those placed in a cycle that has not closed. What is
 * personal goes, from the change log and kept answers too; orders and entries stay under a
 * pseudonym. Who was merged into him is erased with him. Nothing brings it back. Twice is no
 * harm.
 *
 * Errors: `not_found`; `wrong_state` when he was merged into another: erase that one.
 */
export interface EraseCustomer {
  /** At which enterprise. */
  enterprise: string;
  /** Which customer. */
  customer: Uuid;
}

/** One distributor of a cycle. */
export interface Exchange {
  /** Who distributes. */
  distributor: string;
  /** When customers collect. */
  collection: CollectionWindow | null;
  /** What is charged beside the goods. */
  fees: Fee[];
}

/** One distributor of a cycle. */
export interface ExchangeInput {
  /** Who distributes. */
  distributor: string;
  /** When customers collect. */
  collection?: CollectionInput | null | undefined;
  /** What is charged beside the goods. */
  fees?: readonly FeeInput[] | undefined;
  /** What is offered, each variant once. */
  offers?: readonly OfferInput[] | undefined;
}

/**
 * Says what happened, or will happen, to a standing order in a cycle, and which rule decides:
 * `standing_orders.explain` (E7).
 *
 * Errors: `not_found`.
 */
export interface Explain {
  /** At which enterprise. */
  enterprise: string;
  /** Which standing order. */
  standingOrder: Uuid;
  /** In which cycle. */
  cycle: Uuid;
}

/** Whether a standing order is due in a cycle, and which rule decides: `rules.explain` (E7). */
export interface ExplainPair {
  /** The cycle. */
  cycle: RoundCycle;
  /** The standing order. */
  standingOrder: RoundStandingOrder;
}

/** One line of a pair: what was or would be asked, and what there was or would be for it. */
export interface ExplainedLine {
  /** What. */
  variant: string;
  /** How much the standing order asks. */
  asked: Decimal;
  /** How much there was, or is now, for it. */
  given: Decimal;
  /** How much is ordered, after the customer's own edits. */
  ordered: Decimal;
  /** The price of one unit. */
  price: Money;
}

/** What happened, or will happen, to a standing order in a cycle. */
export interface Explanation {
  /** Which standing order. */
  standingOrder: Uuid;
  /** In which cycle, with its dates. */
  cycle: CycleDates;
  /** Whether it happened already, or is what will happen as things stand. */
  happened: boolean;
  /** What became, or becomes, of the pair; none: the cycle is none of its business. */
  outcome: OutcomeKind | null;
  /** Why, as data. */
  why: Why;
  /** The id of the rule that decides, as `docs/rules` has it. */
  rule: string;
  /** Why, in a sentence. */
  sentence: string;
  /** The order. */
  order: Uuid | null;
  /** Its total, or the estimate by the cycle's own prices and fees (D9). */
  total: Money | null;
  /** Its lines. */
  lines: ExplainedLine[];
  /** Variants whose lines are skipped in this cycle (D5). */
  skippedLines: string[];
}

/**
 * Writes a list of customers as CSV: `customers.export_csv`. Staff only.
 *
 * The file comes in pieces: put behind one another as they are, they are the whole. Without
 * columns it has all that `customers.import_csv` sets, so that it can come back as it is. Cells
 * that a spreadsheet would run as a formula stand behind an apostrophe, which the import takes
 * away (P20); amounts and counts are plain numbers, times are UTC.
 *
 * Errors: as in `customers.list`; `unknown_field` for a column that is not there.
 */
export interface ExportCsv {
  /** Of which enterprise; none: of all that the actor manages. */
  enterprise?: string | null | undefined;
  /** Which customers; usually all. */
  filter?: CustomerFilterInput | undefined;
  /**
   * Which columns, in this order: those of an import (`firstName`, `billing_city`,
   * `custom.allergies`) and those of the list (`balance`, `lastOrderAt`).
   */
  columns?: readonly string[] | null | undefined;
  /** By which column to sort; usually the time when customers were made. */
  sortBy?: CustomerColumn | null | undefined;
  /** By which of the hub's own fields to sort; not together with `sortBy`. */
  sortByCustom?: string | null | undefined;
  /** Whether the greatest come first. */
  descending?: boolean | undefined;
  /** How many customers a piece has at most: 1 to 20,000, usually 10,000. */
  limit?: number | null | undefined;
  /** The `nextPage` of the piece before. */
  after?: string | null | undefined;
}

/** A charge beside the goods; the enterprise that charges is named (R28). */
export interface Fee {
  /** What the customer reads. */
  name: string;
  /** Who charges it. */
  chargedBy: string;
  /** How much. */
  rate: FeeRate;
}

/** A fee as it was charged: rounded once (R28). */
export interface FeeCharged {
  /** What the customer reads. */
  name: string;
  /** Who charges it. */
  chargedBy: string;
  /** How much. */
  amount: Money;
  /** Whether the host quoted it (shipping, payment): then it is never reckoned again. */
  quoted: boolean;
}

/** A charge beside the goods. */
export interface FeeInput {
  /** What the customer reads. */
  name: string;
  /** The enterprise that charges it. */
  chargedBy: string;
  /** How much. */
  rate: FeeRateInput;
}

/** So much an order. */
export interface FeeRatePerOrder {
  kind: "per_order";
  /** The amount. */
  amount: Money;
}

/** So much for each unit of each line. */
export interface FeeRatePerItem {
  kind: "per_item";
  /** The amount a unit. */
  amount: Money;
}

/** A part of the lines' sum. */
export interface FeeRatePercent {
  kind: "percent";
  /** Percent: `2.5` is one fortieth. */
  percent: Decimal;
}

/** So much a kilogram; variants without a weight count nothing. */
export interface FeeRatePerWeight {
  kind: "per_weight";
  /** The amount a kilogram. */
  amount: Money;
}

/** How a fee is reckoned, after shortages were shared out (R28). */
export type FeeRate =
  | FeeRatePerOrder
  | FeeRatePerItem
  | FeeRatePercent
  | FeeRatePerWeight;

/** So much an order. */
export interface FeeRateInputPerOrder {
  kind: "per_order";
  /** The amount. */
  amount: Decimal;
}

/** So much for each unit of each line. */
export interface FeeRateInputPerItem {
  kind: "per_item";
  /** The amount a unit. */
  amount: Decimal;
}

/** A part of the lines' sum. */
export interface FeeRateInputPercent {
  kind: "percent";
  /** Percent, 0 to 100. */
  percent: Decimal;
}

/** So much a kilogram. */
export interface FeeRateInputPerWeight {
  kind: "per_weight";
  /** The amount a kilogram. */
  amount: Decimal;
}

/** How a fee is reckoned; amounts are in the enterprise's currency. */
export type FeeRateInput =
  | FeeRateInputPerOrder
  | FeeRateInputPerItem
  | FeeRateInputPercent
  | FeeRateInputPerWeight;

/** A field in which both have something else. */
export interface FieldKept {
  /** Which field; `custom.KEY` for one of the hub's own. */
  field: string;
  /** What the one who stays has, and keeps. */
  kept: string;
  /** What the other has. */
  leftOut: string;
}

/** What a hub-defined field holds. */
export type FieldKind =
  /** A text of at most 500 characters. */
| "text"
  /** A number with at most 15 digits before the point and 6 behind it. */
| "number"
  /** A date. */
| "date"
  /** One of the field's choices. */
| "choice";

/**
 * Ends a series: `series.finish`. No further cycles are made; those that exist stay.
 *
 * Errors: `conflict` for a stale version; `wrong_state` when it has ended already.
 */
export interface FinishSeries {
  /** Whose. */
  enterprise: string;
  /** Which. */
  series: Uuid;
  /** The version that the caller saw; none: whatever is there (R35). */
  version?: number | null | undefined;
}

/**
 * Ends a standing order: `standing_orders.finish`, now or after a date. What it made stays.
 *
 * Errors: `end_before_start`, `open_orders_exist` (R29), `limit_passed` for an order that would
 * go, `wrong_state` when it has ended.
 */
export interface FinishStandingOrder {
  /** At which enterprise. */
  enterprise: string;
  /** Which. */
  standingOrder: Uuid;
  /** The version that the caller saw; none: whatever is there. */
  version?: number | null | undefined;
  /** The last date, itself included; none: it ends now. */
  endsOn?: LocalDate | null | undefined;
  /** What becomes of orders that are open after that. */
  openOrders?: OpenOrders | null | undefined;
}

/** How a local time lies on the zone's clock. */
export type Fit =
  /** It occurs once. */
| "exact"
  /** The clocks skip it: the offset before the change was taken, so it reads later. */
| "gap"
  /** It occurs twice: the first was taken. */
| "fold";

/**
 * Reads a customer's balance: `ledger.balance`. Customers may read their own.
 *
 * The balance is the sum of the entries, credits less charges: below zero, the customer owes. It
 * is one row, however long the history. Of who was merged into another, it is that one's.
 *
 * Errors: `not_found`.
 */
export interface GetBalance {
  /** Whose books. */
  enterprise: string;
  /** Of which customer. */
  customer: Uuid;
}

/**
 * Reads one customer: `customers.get`. Customers may read themselves. Of who was merged into
 * another, what is left is answered, with `mergedInto`.
 *
 * Errors: `not_found`.
 */
export interface GetCustomer {
  /** At which enterprise. */
  enterprise: string;
  /** Which customer. */
  customer: Uuid;
}

/**
 * Reads one cycle with its offers: `cycles.get`. For customers too.
 *
 * Errors: `not_found`.
 */
export interface GetCycle {
  /** Whose. */
  enterprise: string;
  /** Which. */
  cycle: Uuid;
}

/**
 * Reads one enterprise: `enterprises.get`.
 *
 * Errors: `not_found`.
 */
export interface GetEnterprise {
  /** The host's id of it. */
  enterprise: string;
}

/**
 * Reads one order with its lines: `orders.get`.
 *
 * Errors: `not_found`.
 */
export interface GetOrder {
  /** Who sells. */
  enterprise: string;
  /** Which. */
  order: Uuid;
}

/**
 * Reads one series: `series.get`.
 *
 * Errors: `not_found`.
 */
export interface GetSeries {
  /** Whose. */
  enterprise: string;
  /** Which. */
  series: Uuid;
}

/**
 * Reads one standing order: `standing_orders.get`.
 *
 * Errors: `not_found`.
 */
export interface GetStandingOrder {
  /** At which enterprise. */
  enterprise: string;
  /** Which. */
  standingOrder: Uuid;
}

/**
 * The statement of a customer for a period: `ledger.statement`. Customers may read their own.
 *
 * Entries count by the day for which they are booked. What is written later for a day of the
 * period changes a new statement, and never one asked for again with the same `asOf` (R38).
 *
 * Errors: `end_before_start`; `out_of_range` for a period of more than 10,000 entries.
 */
export interface GetStatement {
  /** Whose books. */
  enterprise: string;
  /** Of which customer. */
  customer: Uuid;
  /** The first day, in the enterprise's zone. */
  startsOn: LocalDate;
  /** The last day, itself included. */
  endsOn: LocalDate;
  /** Only what was written by then, itself included; none: now. */
  asOf?: Instant | Date | null | undefined;
}

/** What staff, or the host's checkout, may enter by hand. */
export type HandMade =
  /** The customer has paid: the balance rises. */
| "payment"
  /** The customer was paid back: the balance falls. */
| "refund"
  /** Something is given to the customer: the balance rises. */
| "credit"
  /** What the customer owes is given up: the balance rises. */
| "write_off"
  /** Something beside the orders is owed, such as a deposit: the balance falls. */
| "charge"
  /** A correction either way: above zero the balance rises, below zero it falls. */
| "adjustment";

/** One order of a customer's history. */
export interface HistoryEntry {
  /** What it is. */
  kind: HistoryKind;
  /** The order, for `orders.get`; none for a past order. */
  order: Uuid | null;
  /** The past order; none for an order of a cycle. */
  pastOrder: Uuid | null;
  /** What the host calls a past order. */
  reference: string | null;
  /** Where it stands. */
  state: OrderState;
  /** Its place in the history: when it was made, or for a past order when it was placed. */
  at: Instant;
  /** When it was placed. */
  placedAt: Instant | null;
  /** The dates of its cycle; none for a past order. */
  dates: CycleDates | null;
  /** When its cycle opens. */
  opensAt: Instant | null;
  /** When its cycle closes. */
  closesAt: Instant | null;
  /** The standing order that made it. */
  standingOrder: Uuid | null;
  /** How many of its lines are not zero. */
  items: number;
  /** What it comes to. */
  total: Money;
}

/** What an entry of a history is. */
export type HistoryKind =
  /** An order of a cycle. */
| "order"
  /** An order from before Milkround, or from outside of any cycle. */
| "past_order";

/** A page of a customer's history. */
export interface HistoryPage {
  /** On the first page: orders to come, made ahead or pending, the next cycle first. */
  upcoming: HistoryEntry[];
  /** What was placed, fulfilled or cancelled, the newest first. */
  items: HistoryEntry[];
  /** Give it as `after` for the entries that follow; none: there are no more. */
  nextPage: string | null;
}

/** Until `keep` cycles exist whose opening is after `now`. */
export interface HorizonAhead {
  kind: "ahead";
  /** How many shall exist. */
  keep: number;
  /** How many exist already. */
  existing: number;
}

/** Every cycle whose nominal opening is on or before this date. */
export interface HorizonThrough {
  kind: "through";
  /** The last date. */
  date: LocalDate;
}

/** The next few. */
export interface HorizonNext {
  kind: "next";
  /** How many. */
  cycles: number;
}

/** How many cycles to plan. */
export type Horizon =
  | HorizonAhead
  | HorizonThrough
  | HorizonNext;

/**
 * Makes and changes customers from a CSV file: `customers.import_csv`.
 *
 * Each row finds its customer by id, else by e-mail address and code, and changes him; a row
 * that finds nobody makes a customer. The same file again changes nothing. Unless
 * `takeGoodRows`, one bad row refuses the whole file, and nothing is changed. With `dry_run` and
 * `takeGoodRows` the answer is a preview: what would be made, and every bad row.
 *
 * Commas, semicolons and tabs are understood; the text must have been read as UTF-8. The first
 * row is the header.
 *
 * A file or a row is refused at `csv.line_N`, a cell at `csv.line_N.FIELD`: `malformed` for a
 * text that is not UTF-8, a quote that does not close or more cells than columns;
 * `unknown_field` for a column that is not known; `required` where no column finds anybody;
 * `duplicate` for a customer, code or address that stands twice; `already_exists` for a code or
 * address of another customer; `unknown_reference` for an id that is not there; `wrong_state`
 * for one who is erased or was merged into another.
 */
export interface ImportCsv {
  /** At which enterprise. */
  enterprise: string;
  /** The file as text, the header first; up to 100,000 rows, or any number with `mostRows`. */
  csv: string;
  /**
   * What columns mean whose headers do not say: the header, and the field (`firstName`,
   * `custom.allergies`), or null to leave the column out.
   */
  columns?: {readonly [name: string]: string | null } | undefined;
  /** Whether a blank cell clears what the customer has; usually it leaves that. */
  clearBlank?: boolean | undefined;
  /**
   * Whether a row of a known e-mail address with a new code makes another customer, who shares
   * the address (A1).
   */
  shareEmail?: boolean | undefined;
  /** Whether the good rows are taken, and the bad ones told in the answer. */
  takeGoodRows?: boolean | undefined;
  /** Takes no more than so many rows, 1 to 100,000: `nextLine` says where to go on. */
  mostRows?: number | null | undefined;
  /** Goes on at this line: the `nextLine` of the call before. */
  fromLine?: number | null | undefined;
}

/** Somebody who was let in. */
export interface JoinApproved {
  /** The wish. */
  joinRequest: JoinRequest;
  /** The customer that he became, or was already. */
  customer: Customer;
}

/** Somebody's wish to become a customer, or one of those who may shop. */
export interface JoinRequest {
  /** Where. */
  enterprise: string;
  /** Our id. */
  id: Uuid;
  /** His verified e-mail address; none once he was erased. */
  email: string | null;
  /** The host's user behind him. */
  user: string | null;
  /** First name. */
  firstName: string | null;
  /** Last name. */
  lastName: string | null;
  /** What he wrote. */
  message: string | null;
  /** Where it stands. */
  state: JoinState;
  /** The customer that he became, or was already. */
  customer: Uuid | null;
  /** Why staff said no. */
  reason: string | null;
  /** When he asked first. */
  askedAt: Instant;
  /** When staff decided. */
  decidedAt: Instant | null;
  /** Who decided. */
  decidedBy: Author | null;
  /** Raised by every change. */
  version: number;
}

/** Wishes to join, in the order in which they came. */
export interface JoinRequestPage {
  /** The rows, in the list's order. */
  items: JoinRequest[];
  /** Give it as `after` for the rows that follow; none: there are no more. */
  nextPage: string | null;
}

/** Where a wish to join stands. */
export type JoinState =
  /** Staff have not looked yet. */
| "waiting"
  /** He is a customer, and may shop. */
| "approved"
  /** Staff said no. */
| "refused";

/** What a revision does to revisions of later dates (R31). */
export type LaterRevisions =
  /** Its changes are carried into them, except where they changed the same line. */
| "carry"
  /** They stay as they are. */
| "keep";

/** A stretch of time: whole civil days, then exact hours and minutes (R5). */
export interface Lead {
  /** Civil days: the same time of day, however long a day is. */
  days?: number;
  /** Exact hours. */
  hours?: number;
  /** Exact minutes. */
  minutes?: number;
}

/**
 * Takes notices for delivery: `notices.lease`, the oldest first. Whoever delivers one reports
 * with its `fence`; what is not reported in time is given to the next who asks.
 */
export interface LeaseNotices {
  /** Whose. */
  enterprise: string;
  /** How many at most: 1 to 100. */
  limit: number;
  /** For how long, in seconds: 10 to 3,600. */
  seconds: number;
}

/** One wanted line. */
export interface LineInput {
  /** The host's id of the variant. */
  variant: string;
  /** How much: more than 0, a multiple of the variant's unit step. */
  quantity: Decimal;
  /** In every *n*th cycle: 1 to 52, usually the standing order's own cadence (R7). */
  every?: number | null | undefined;
}

/** One line of an order: how much there shall be of a variant. */
export interface LineWanted {
  /** The host's id of the variant. */
  variant: string;
  /** How much; 0 takes it out. */
  quantity: Decimal;
}

/**
 * Links past orders to the customers whom their addresses find: `customers.link_orders` (A5).
 * Staff only. Twice is no harm: what has its customer keeps him.
 *
 * Errors: `not_found` for the customer; `wrong_state` when he is erased.
 */
export interface LinkOrders {
  /** At which enterprise. */
  enterprise: string;
  /**
   * Only the orders under this customer's address, to him: also where several share it; none:
   * all orders, each to the default customer of its address.
   */
  customer?: Uuid | null | undefined;
  /** Whether an address that finds nobody makes a customer. */
  create?: boolean | undefined;
}

/** Lists changes, the newest first: `changes.list`. Staff only. */
export interface ListChanges {
  /** Whose. */
  enterprise: string;
  /** Only those of this customer, note, series, cycle, standing order or order. */
  subject?: Uuid | null | undefined;
  /** How many: 1 to 1,000, usually 50. */
  limit?: number | null | undefined;
  /** The `nextPage` of the page before. */
  after?: string | null | undefined;
}

/**
 * Lists who acts for a customer beside himself: `customers.list_contacts`. Customers may see
 * their own.
 *
 * Errors: `not_found`.
 */
export interface ListContacts {
  /** At which enterprise. */
  enterprise: string;
  /** For which customer. */
  customer: Uuid;
}

/**
 * Lists the fields that an enterprise has defined for its customers: `customer_fields.list`. All
 * at once, in the order of their positions.
 */
export interface ListCustomerFields {
  /** Of which enterprise. */
  enterprise: string;
}

/**
 * Lists customers: `customers.list`. Staff only.
 *
 * Any column sorts, both ways, with empty ones last. It costs the same with a hundred customers
 * and with a million.
 *
 * Errors: `malformed` for the token of another list; `too_long` for more than 200 enterprises or
 * 8 words.
 */
export interface ListCustomers {
  /** Of which enterprise; none: of all that the actor manages. */
  enterprise?: string | null | undefined;
  /** Which customers; usually all. */
  filter?: CustomerFilterInput | undefined;
  /** Which columns to fill; usually name, code, tags and the last order's time. */
  columns?: readonly CustomerColumn[] | null | undefined;
  /** Which of the hub's own fields to fill beside, by their keys. */
  customColumns?: readonly string[] | undefined;
  /** By which column to sort; usually the name. */
  sortBy?: CustomerColumn | null | undefined;
  /** By which of the hub's own fields to sort; not together with `sortBy`. */
  sortByCustom?: string | null | undefined;
  /** Whether the greatest come first. */
  descending?: boolean | undefined;
  /** Whether to count all that are meant. */
  withTotal?: boolean | undefined;
  /** How many: 1 to 1,000, usually 50. */
  limit?: number | null | undefined;
  /** The `nextPage` of the page before. */
  after?: string | null | undefined;
  /** The `previousPage` of the page behind; not together with `after`. */
  before?: string | null | undefined;
}

/** Lists cycles: `cycles.list`, by opening. For customers too. */
export interface ListCycles {
  /** Whose. */
  enterprise: string;
  /** Only those that open at this instant or later. */
  opensFrom?: Instant | Date | null | undefined;
  /** Only those that open before this instant. */
  opensBefore?: Instant | Date | null | undefined;
  /** Only those in this state. */
  state?: CycleState | null | undefined;
  /** How many: 1 to 1,000, usually 50. */
  limit?: number | null | undefined;
  /** The `nextPage` of the page before. */
  after?: string | null | undefined;
}

/** Lists the enterprises that the actor manages: `enterprises.list`. */
export interface ListEnterprises {
  /** How many: 1 to 1,000, usually 50. */
  limit?: number | null | undefined;
  /** The `nextPage` of the page before. */
  after?: string | null | undefined;
}

/** Lists wishes to join: `join_requests.list`, in the order in which they came. Staff only. */
export interface ListJoinRequests {
  /** In whose shop. */
  enterprise: string;
  /** Only those in this state. */
  state?: JoinState | null | undefined;
  /** How many: 1 to 1,000, usually 50. */
  limit?: number | null | undefined;
  /** The `nextPage` of the page before. */
  after?: string | null | undefined;
}

/**
 * Lists the notes about a customer, the newest first: `customers.list_notes`. Staff only.
 *
 * Errors: `not_found` for the customer.
 */
export interface ListNotes {
  /** At which enterprise. */
  enterprise: string;
  /** About which customer. */
  customer: Uuid;
  /** How many: 1 to 1,000, usually 50. */
  limit?: number | null | undefined;
  /** The `nextPage` of the page before. */
  after?: string | null | undefined;
}

/** Lists notices: `notices.list`. */
export interface ListNotices {
  /** Whose. */
  enterprise: string;
  /** Only those in this state, by the time at which they are ready. */
  state?: NoticeState | null | undefined;
  /** Only those of this kind. */
  kind?: NoticeKind | null | undefined;
  /** Only those about this cycle. */
  cycle?: Uuid | null | undefined;
  /** How many: 1 to 1,000, usually 50. */
  limit?: number | null | undefined;
  /** The `nextPage` of the page before. */
  after?: string | null | undefined;
}

/**
 * The dates of a recurrence in a zone: `rules.occurrences`. What a clock change does to each is
 * told (C2).
 *
 * Errors: `invalid_rule` and the like in the violations of `invalid_input`.
 */
export interface ListOccurrences {
  /** The IANA zone of every local time. */
  zone: string;
  /** The local time from which the rule counts (DTSTART). */
  startsAt: LocalDateTime;
  /** `FREQ=WEEKLY;BYDAY=SU`, with RDATE and EXDATE on lines of their own (RFC 5545). */
  recurrence: string;
  /**
   * The first local time that is wanted; none: from the start. Without COUNT the dates before it
   * are not counted, so that those after it have no numbers.
   */
  first?: LocalDateTime | null | undefined;
  /** The last local time that is wanted, itself included; none: no end. */
  last?: LocalDateTime | null | undefined;
  /** How many: 1 to 1,000, usually 100. */
  limit?: number | null | undefined;
}

/** Lists orders with their lines: `orders.list`. A customer sees his own. */
export interface ListOrders {
  /** Who sells. */
  enterprise: string;
  /** In this cycle. */
  cycle?: Uuid | null | undefined;
  /** Of this customer. */
  customer?: Uuid | null | undefined;
  /** Of this standing order. */
  standingOrder?: Uuid | null | undefined;
  /** In this state. */
  state?: OrderState | null | undefined;
  /** How many: 1 to 1,000, usually 50. */
  limit?: number | null | undefined;
  /** The `nextPage` of the page before. */
  after?: string | null | undefined;
}

/**
 * Lists what became of the standing orders in a cycle: `cycles.outcomes`.
 *
 * Errors: `not_found`.
 */
export interface ListOutcomes {
  /** Whose. */
  enterprise: string;
  /** In which cycle. */
  cycle: Uuid;
  /** Only those of this kind. */
  kind?: OutcomeKind | null | undefined;
  /** How many: 1 to 1,000, usually 50. */
  limit?: number | null | undefined;
  /** The `nextPage` of the page before. */
  after?: string | null | undefined;
}

/**
 * Lists past orders, the newest first: `past_orders.list`. A customer sees his own.
 *
 * Errors: `malformed` for the token of another list.
 */
export interface ListPastOrders {
  /** Who sold. */
  enterprise: string;
  /** Of this customer. */
  customer?: Uuid | null | undefined;
  /** Only this one, by what the host calls it. */
  reference?: string | null | undefined;
  /** True: only those that belong to a customer; false: only those that belong to nobody yet. */
  linked?: boolean | null | undefined;
  /** In this state. */
  state?: PastOrderState | null | undefined;
  /** How many: 1 to 1,000, usually 50. */
  limit?: number | null | undefined;
  /** The `nextPage` of the page before. */
  after?: string | null | undefined;
}

/**
 * Lists entries of the ledger, the latest day first: `ledger.list`. A customer sees his own.
 *
 * Errors: `malformed` for the token of another list; `end_before_start`.
 */
export interface ListPostings {
  /** Whose books. */
  enterprise: string;
  /** Of this customer. */
  customer?: Uuid | null | undefined;
  /** Of this order. */
  order?: Uuid | null | undefined;
  /** Of this kind. */
  kind?: PostingKind | null | undefined;
  /** Of one of these kinds: for adjustments and refunds, say (A13); none: of any. */
  kinds?: readonly PostingKind[] | undefined;
  /**
   * Each word must begin a word of the reference or the note, ignoring case and accents; at most
   * 8. Where much is looked through for little, a page is short and `nextPage` goes on.
   */
  search?: string | null | undefined;
  /** Booked for this day or later. */
  startsOn?: LocalDate | null | undefined;
  /** Booked for this day or earlier. */
  endsOn?: LocalDate | null | undefined;
  /** How many: 1 to 1,000, usually 50. */
  limit?: number | null | undefined;
  /** The `nextPage` of the page before. */
  after?: string | null | undefined;
}

/**
 * Lists a customer's saved lists by name: `saved_lists.list` (A14). Customers may read their
 * own.
 *
 * Errors: `not_found` for the customer; `malformed` for the token of another list.
 */
export interface ListSavedLists {
  /** At which enterprise. */
  enterprise: string;
  /** Whose. */
  customer: Uuid;
  /** How many: 1 to 1,000, usually 50. */
  limit?: number | null | undefined;
  /** The `nextPage` of the page before. */
  after?: string | null | undefined;
}

/**
 * Lists the selections that an enterprise keeps: `selections.list`. All at once, by their names.
 */
export interface ListSelections {
  /** Of which enterprise. */
  enterprise: string;
}

/** Lists series: `series.list`, in the order in which they were made. */
export interface ListSeries {
  /** Whose. */
  enterprise: string;
  /** Only those in this state. */
  state?: SeriesState | null | undefined;
  /** How many: 1 to 1,000, usually 50. */
  limit?: number | null | undefined;
  /** The `nextPage` of the page before. */
  after?: string | null | undefined;
}

/**
 * Lists the cycles of a series: `series.cycles`, by opening.
 *
 * Errors: `not_found`.
 */
export interface ListSeriesCycles {
  /** Whose. */
  enterprise: string;
  /** Which series. */
  series: Uuid;
  /** Only those that open at this instant or later. */
  opensFrom?: Instant | Date | null | undefined;
  /** How many: 1 to 1,000, usually 50. */
  limit?: number | null | undefined;
  /** The `nextPage` of the page before. */
  after?: string | null | undefined;
}

/** Lists standing orders: `standing_orders.list`. A customer sees his own. */
export interface ListStandingOrders {
  /** Of which enterprise. */
  enterprise: string;
  /** Of this customer. */
  customer?: Uuid | null | undefined;
  /** Of this series. */
  series?: Uuid | null | undefined;
  /** In this state. */
  state?: StandingOrderState | null | undefined;
  /** How many: 1 to 1,000, usually 50. */
  limit?: number | null | undefined;
  /** The `nextPage` of the page before. */
  after?: string | null | undefined;
}

/**
 * Lists the tags of an enterprise's customers, each with how many have it: `tags.list`. One that
 * nobody has any more stays until it is removed.
 */
export interface ListTags {
  /** Of which enterprise. */
  enterprise: string;
  /** Those that begin so, ignoring case and accents. */
  name?: string | null | undefined;
  /** How many: 1 to 1,000, usually 50. */
  limit?: number | null | undefined;
  /** The `nextPage` of the page before. */
  after?: string | null | undefined;
}

/** Lists variants: `variants.list`, in the order of their ids. */
export interface ListVariants {
  /** Whose. */
  enterprise: string;
  /** Only these. */
  ids?: readonly string[] | null | undefined;
  /** How many: 1 to 1,000, usually 50. */
  limit?: number | null | undefined;
  /** The `nextPage` of the page before. */
  after?: string | null | undefined;
}

/** Where a walk stands, to be stored and taken up again; the default is the beginning. */
export interface Mark {
  /** The period of the rule, from 0. */
  period: number;
  /** How many numbered slots there were so far. */
  number: number;
  /** The last turn of the rule that was given out: its silence is measured from here. */
  turn?: LocalDateTime | null;
  /** The last slot that was given out, be it a turn or an extra date. */
  after?: LocalDateTime | null;
}

/**
 * Asks whether a person may shop: `customers.may_shop` (A11). Staff only, and the host's own
 * code, which asks before it lets him fill a cart: recording an order does not ask again. It
 * trusts that the host has verified the address or the user (R19).
 */
export interface MayShop {
  /** In whose shop. */
  enterprise: string;
  /** An e-mail address that the host has verified; give it, or the user, or both. */
  email?: string | null | undefined;
  /** The host's user. */
  user?: string | null | undefined;
}

/**
 * Merges one customer into another: `customers.merge` (A6, R38). Orders, standing orders, the
 * balance, notes and contacts of the one become the other's, who keeps his code, his terms and
 * all that he has said of himself; what he has not said is filled. Tags are put together, and of
 * what both said to being written to the stricter holds. The e-mail address, code and user of
 * the one who goes find the other from now on, and his id leads there. Staff only; it cannot be
 * taken back, but `customers.split` parts them.
 *
 * Errors: `unknown_reference` for who is not there; `duplicate` for one and the same;
 * `wrong_state` for who is erased or merged already, for who stays and is archived, and for more
 * than 50 contacts together; `conflict` where the fingerprint is another by now.
 */
export interface MergeCustomers {
  /** At which enterprise. */
  enterprise: string;
  /** Who goes. */
  customer: Uuid;
  /** Who stays. */
  into: Uuid;
  /** That of the plan which was seen; none: whatever is there (R35). */
  fingerprint?: string | null | undefined;
}

/** A line of an order, with what was generated. */
export interface MergeLine {
  /** What. */
  variant: string;
  /** What the standing order asked for. */
  asked: Decimal;
  /** What there was for it. */
  given: Decimal;
  /** What the customer made of it. */
  ordered: Decimal;
  /** Whether the standing order asked for it; else the customer added it. */
  standing: boolean;
}

/**
 * A revision meets an order that was made before it: `rules.merge`. Three-way, line by line; a
 * shortage is no edit (D8, R30).
 */
export interface MergeLines {
  /** The lines of the order. */
  lines: readonly MergeLine[];
  /** What the standing order wants now. */
  wanted: readonly WantedLine[];
}

/** What a merge will do. */
export interface MergePlan {
  /** Who goes. */
  customer: Uuid;
  /** Who stays. */
  into: Uuid;
  /** How many orders move, in every state. */
  orders: number;
  /** How many orders from before Milkround move. */
  pastOrders: number;
  /** How many saved lists move. */
  savedLists: number;
  /** How many standing orders move, ended ones too. */
  standingOrders: number;
  /** How many entries are taken back here and entered there. */
  postings: number;
  /** What they come to. */
  balance: Money;
  /** How many staff notes move. */
  notes: number;
  /** How many contacts move; whom the other has already is not counted. */
  contacts: number;
  /** The tags that the one who stays gains. */
  tags: string[];
  /** His fields that are empty and are filled. */
  filled: string[];
  /** The fields in which both have something else. */
  kept: FieldKept[];
  /** What finds him besides. */
  aliases: Alias[];
  /** What he is taken to have said to being written to: the stricter of both. */
  consent: Consent;
  /** Give it with `customers.merge`, which is refused once anything here has changed. */
  fingerprint: string;
}

/** What a merge does to an order. */
export interface MergePlan2 {
  /** The lines that one side touched, by variant; all others stay. */
  lines: MergedLine[];
}

/** It stays as it is; what is asked from now on is noted. */
export interface MergedStands {
  kind: "stands";
  /** What the standing order asks now. */
  asked: Decimal;
}

/** The standing order's new quantity is asked of the shelf. */
export interface MergedFollows {
  kind: "follows";
  /** What the standing order asks now; zero takes the line out. */
  asked: Decimal;
}

/** Both sides changed it, to different quantities. */
export interface MergedConflicts {
  kind: "conflicts";
  /** What was generated. */
  base: Decimal;
  /** What the order says, and what stands. */
  order: Decimal;
  /** What the standing order says now. */
  revision: Decimal;
}

/** What becomes of one line. */
export type Merged =
  | MergedStands
  | MergedFollows
  | MergedConflicts;

/** What becomes of one line. */
export interface MergedLine {
  /** What. */
  variant: string;
  /** What becomes of it. */
  merged: Merged;
}

/**
 * Sends customers a message through the outbox: `customers.message`. A notice of the kind
 * `message` each, with `subject`, `text` and the message's id.
 *
 * A message goes to those alone who gave consent. About a cycle it is a service: it goes to
 * those who have an order in it, whatever they said to being written to (R45). Give an
 * idempotency key: the same call again sends it again.
 *
 * Errors: `required` where nobody is said; `unknown_reference` for a named customer who is not
 * there; `not_found` for the selection or the cycle; `too_long` for more than 100,000 customers.
 */
export interface MessageCustomers {
  /** At which enterprise. */
  enterprise: string;
  /** Who is meant; not together with `selection`. A filter of nothing means everybody. */
  filter?: CustomerFilterInput | null | undefined;
  /** The name of a kept selection. */
  selection?: string | null | undefined;
  /** About which cycle: it goes to those of them who have an order there. */
  cycle?: Uuid | null | undefined;
  /** What it is about: 1 to 200 characters. */
  subject: string;
  /** What it says: 1 to 10,000 characters. */
  text: string;
}

/** Who got a message. */
export interface MessageSent {
  /** Its id: `facts.message` of each notice, and the subject in the change log. */
  message: Uuid;
  /** To so many it goes. */
  sent: number;
  /** So many were meant and did not give consent. */
  withoutConsent: number;
  /** So many were meant and have no order in the cycle. */
  withoutOrder: number;
}

/** What becomes of a cycle that opened and closed while nothing ticked (R25). */
export type MissedCycle =
  /** Orders are made and placed while collection has not begun. */
| "place"
  /** Orders are made and held for staff. */
| "hold"
  /** No orders: the outcome is `missed`. */
| "skip";

/** Who makes its orders (D10). */
export type Mode =
  /** The tick, when a cycle opens. */
| "automatic"
  /** Staff, ahead and for picked cycles. */
| "manual";

/** An amount of a currency, with all its decimals. */
export interface Money {
  /** How much. */
  amount: Decimal;
  /** Of which currency (ISO 4217). */
  currency: string;
}

/** A day of every year. */
export interface MonthDay {
  /** 1 to 12. */
  month: number;
  /** 1 to 28, so that every year has it. */
  day: number;
}

/** Something to tell a customer or the hub, written with its cause (F1). */
export interface Notice {
  /** Whose. */
  enterprise: string;
  /** Our id: deliver a notice once per id. */
  id: Uuid;
  /** What it tells. */
  kind: NoticeKind;
  /** To whom; none: to the hub. */
  customer: Uuid | null;
  /** About which cycle. */
  cycle: Uuid | null;
  /** About which order. */
  order: Uuid | null;
  /** The facts to write it from. */
  facts: Facts;
  /** Where it stands. */
  state: NoticeState;
  /** When it may be delivered, or the lease ends. */
  readyAt: Instant;
  /** Raised by every lease; who holds an older one cannot report any more. */
  fence: number;
  /** How often delivery failed. */
  attempts: number;
  /** Why it failed last. */
  reason: string | null;
  /** When it was written. */
  createdAt: Instant;
}

/** Notices to deliver. */
export interface NoticeBatch {
  /** The notices, the oldest first; none: there is nothing to tell now. */
  items: NoticeView[];
}

/** What a notice tells (F2). */
export type NoticeKind =
  /** A standing order's order is ready to be reviewed. */
| "order_ready"
  /** Nothing of a standing order was available. */
| "nothing_available"
  /** An order was placed. */
| "placed"
  /** An order was changed by staff or by its standing order. */
| "changed"
  /** An order was cancelled. */
| "cancelled"
  /** An order is held and waits for staff. */
| "held"
  /** A cycle passed without this standing order. */
| "missed"
  /** A standing order could not be worked off (to the hub). */
| "failed"
  /** What became of a cycle's standing orders (to the hub). */
| "cycle_summary"
  /** Few cycles are left in a series with standing orders (to the hub, R14). */
| "series_ending"
  /** Somebody asks to join (to the hub, A11). */
| "join_requested"
  /** A wish to join was approved. */
| "join_approved"
  /** A wish to join was refused (to who was a customer already). */
| "join_refused"
  /** What the hub has to say, in its own words (A8). */
| "message";

/**
 * Notices: by the time at which they are ready where a state is asked for, else in the order in
 * which they were written.
 */
export interface NoticePage {
  /** The rows, in the list's order. */
  items: NoticeView[];
  /** Give it as `after` for the rows that follow; none: there are no more. */
  nextPage: string | null;
}

/** Where a notice stands. */
export type NoticeState =
  /** It waits for delivery. */
| "waiting"
  /** Someone is delivering it. */
| "leased"
  /** It was delivered. */
| "delivered"
  /** It failed too often and waits for a person. */
| "parked";

/** A notice with the dates of the cycle that it is about. */
export interface NoticeView {
  /** The notice. */
  notice: Notice;
  /** The cycle that it is about. */
  dates: CycleDates | null;
}

/** One date of a recurrence. */
export interface Occurrence {
  /** Which turn of the rule it is, from 1, those left out counted; none for an extra date. */
  number: number | null;
  /** The nominal time on the wall clock. */
  local: LocalDateTime;
  /** The moment. */
  at: Instant;
  /** How the nominal time lies on the zone's clock. */
  fit: Fit;
  /** Whether another date of the rule stands where the clocks put this one. */
  doubled: boolean;
}

/** Dates of a recurrence. */
export interface Occurrences {
  /** The dates, in local order; those that EXDATE leaves out are left out. */
  items: Occurrence[];
  /** Why there are no more; none: there are, behind the limit. */
  stop: Stop | null;
}

/** What one distributor offers of one variant in one cycle. */
export interface Offer {
  /** Whose cycle. */
  enterprise: string;
  /** In which cycle. */
  cycle: Uuid;
  /** Who distributes. */
  distributor: string;
  /** What. */
  variant: string;
  /** The price of one unit. */
  price: Money;
  /** The price when the cycle was planned, as projections showed it (R24). */
  plannedPrice: Money;
  /** How much there is in all; none: unlimited. */
  stock: Decimal | null;
  /** How much of it nobody has claimed yet. */
  free: Decimal | null;
  /** Raised by every change of price or stock (not by claims). */
  version: number;
}

/** What is offered of one variant. */
export interface OfferInput {
  /** What. */
  variant: string;
  /** The price of one unit, in the enterprise's currency. */
  price: Decimal;
  /** How much there is, in unit steps; none: unlimited. */
  stock?: Decimal | null | undefined;
}

/** What is left of a limited offer. */
export interface OfferLeft {
  /** Who distributes. */
  distributor: string;
  /** What. */
  variant: string;
  /** How much nobody got. */
  free: Decimal;
}

/** An offer by its name. */
export interface OfferName {
  /** Who distributes. */
  distributor: string;
  /** What. */
  variant: string;
}

/** An offer that changes, or is new and then has a price. */
export interface OfferPatch {
  /** Who distributes. */
  distributor: string;
  /** What. */
  variant: string;
  /** The price of one unit. */
  price?: Decimal | undefined;
  /** How much there is in all, with what is claimed already; null: unlimited. */
  stock?: Decimal | null | undefined;
}

/** What happens to a cycle whose day is a holiday (R9). */
export type OnHoliday =
  /** It stays, and the plan says so. */
| "keep"
  /** It is left out; its number is not given to another. */
| "drop"
  /** The whole window moves to the nearest earlier day that is no holiday. */
| "before"
  /** The whole window moves to the nearest later day that is no holiday. */
| "after";

/** What becomes of orders that are open while cycles are left out (R29). */
export type OpenOrders =
  /** They stay. */
| "keep"
  /** They are cancelled. */
| "cancel";

/** What an opening gives. */
export interface OpenPlan {
  /** What becomes of each standing order, in the order in which they were made. */
  pairs: PlannedPair[];
  /** What is left of each limited offer. */
  left: OfferLeft[];
}

/** What a customer gets in one cycle. */
export interface Order {
  /** Who sells. */
  enterprise: string;
  /** Our id; that of a generated order derives from its pair (E1). */
  id: Uuid;
  /** Where it came from. */
  origin: Origin;
  /** Where it stands. */
  state: OrderState;
  /** Whether it waits for staff and is not placed at close (R39). */
  held: boolean;
  /** Whether it was placed early by the customer's own confirmation (R34). */
  confirmed: boolean;
  /** Whether it came after its time (E5). */
  late: boolean;
  /** Whether staff should check the customer: his e-mail has several (R17). */
  checkCustomer: boolean;
  /** Whose. */
  customer: Uuid;
  /** In which cycle. */
  cycle: Uuid;
  /** Who distributes it. */
  distributor: string;
  /** The standing order that made it. */
  standingOrder: Uuid | null;
  /** The host's shipping method. */
  shippingMethod: string | null;
  /** The host's payment method. */
  paymentMethod: string | null;
  /** Where goods go. */
  shippingAddress: Address | null;
  /** The customer's note, printed on sheets (R17). */
  note: string | null;
  /** What is charged beside the goods. */
  fees: FeeCharged[];
  /** What a standing order's revision and its lines really disagree about (D8). */
  conflicts: EditConflict[];
  /** The sum of the lines. */
  itemTotal: Money;
  /** Lines and fees. */
  total: Money;
  /** What it has charged to the customer's account; none: nothing yet, or it was taken back. */
  charged: Money | null;
  /** When made. */
  createdAt: Instant;
  /** When placed. */
  placedAt: Instant | null;
  /** Raised by every change. */
  version: number;
}

/** One line of an order. It keeps what was asked, given and ordered (R24). */
export interface OrderLine {
  /** Who sells. */
  enterprise: string;
  /** In which cycle. */
  cycle: Uuid;
  /** Of which order. */
  order: Uuid;
  /** Counts the order's lines from 1. */
  position: number;
  /** What. */
  variant: string;
  /** What the standing order, or the shopper, asked for. */
  asked: Decimal;
  /** What there was for it when stock was shared out. */
  given: Decimal;
  /** What the customer gets, after his own edits; 0 when taken out. */
  ordered: Decimal;
  /** The price of one unit, fixed when the line came in (R24). */
  price: Money;
  /** `price × ordered`, rounded once (R28). */
  amount: Money;
  /** Whether the standing order asked for it, so that its revisions reach it (D8). */
  standing: boolean;
}

/** Where an order stands. */
export type OrderState =
  /** Made ahead, waits for its cycle to open; it holds no stock yet (R27). */
| "ahead"
  /** Generated, waits for close, editable; it holds its stock. */
| "pending"
  /** Placed: it charges. */
| "placed"
  /** Packed and handed over. */
| "fulfilled"
  /** Cancelled; it holds and charges nothing. */
| "cancelled";

/** An order with its lines. */
export interface OrderWithLines {
  /** The order. */
  order: Order;
  /** Its lines, in their order. */
  lines: OrderLine[];
}

/** Orders with their lines. */
export interface OrderWithLinesPage {
  /** The rows, in the list's order. */
  items: OrderWithLines[];
  /** Give it as `after` for the rows that follow; none: there are no more. */
  nextPage: string | null;
}

/**
 * Makes the orders of a standing order for picked cycles that have not opened:
 * `orders.create_ahead`. They hold no stock until their cycle opens, and claim it before any
 * order is generated (R27).
 *
 * Errors: `already_exists` for a cycle that has its order, `wrong_state` for one that has opened
 * or in which the standing order is not due.
 */
export interface OrdersAhead {
  /** Who sells. */
  enterprise: string;
  /** Whose orders. */
  standingOrder: Uuid;
  /** For which cycles. */
  cycles: readonly Uuid[];
}

/** What became of the orders that had no customer. */
export interface OrdersLinked {
  /** Orders that have a customer now. */
  linked: number;
  /** Customers who were made. */
  created: number;
  /** Orders whose address finds nobody. */
  left: number;
}

/** Where an order came from. */
export type Origin =
  /** A standing order. */
| "standing"
  /** The shop's own checkout. */
| "shop"
  /** Staff, by hand. */
| "manual";

/** What became of one (standing order, cycle) pair, and why. Never silent. */
export interface Outcome {
  /** Whose. */
  enterprise: string;
  /** The standing order. */
  standingOrder: Uuid;
  /** The cycle. */
  cycle: Uuid;
  /** What became of it. */
  kind: OutcomeKind;
  /** Why, with the rule that decided. */
  why: Why;
  /** The order that was made, or that its lines joined. */
  order: Uuid | null;
  /** How often it failed. */
  attempts: number;
  /** Whether it came after its time (E5). */
  late: boolean;
  /** When. */
  at: Instant;
  /** Raised by every change. */
  version: number;
}

/** What became of one (standing order, cycle) pair. */
export type OutcomeKind =
  /** An order was made. */
| "generated"
  /** Its lines joined another order of the customer. */
| "combined"
  /** Nothing of it was available: no order. */
| "empty"
  /** The customer or staff left this cycle out. */
| "skipped"
  /** It was paused. */
| "paused"
  /** No line was due in this cycle. */
| "not_due"
  /** Its distributor is not in the cycle. */
| "not_distributed"
  /** The cycle came and went while nothing ticked. */
| "missed"
  /** It could not be worked off; it is tried again until close. */
| "failed";

/** What became of the standing orders in a cycle. */
export interface OutcomePage {
  /** The cycle. */
  dates: CycleDates;
  /** The outcomes, by standing order. */
  items: Outcome[];
  /** Give it as `after` for the rows that follow; none: there are no more. */
  nextPage: string | null;
}

/** A customer for whom a person acts. */
export interface OwnCustomer {
  /** The customer. */
  customer: Customer;
  /** The contact as whom he acts; none: he is the customer himself. */
  contact: Uuid | null;
  /** How far he may act. */
  access: ContactAccess;
}

/** The customers for whom a person acts. */
export interface OwnCustomers {
  /** Those that he is himself, then those for whom he is a contact; by enterprise. */
  items: OwnCustomer[];
}

/** Whether a standing order is due in a cycle, and why. */
export interface PairExplained {
  /** Whether it is due. */
  due: boolean;
  /** What becomes of the pair where it is not due; none: it is due, or none of its business. */
  outcome: OutcomeKind | null;
  /** Why, as data. */
  why: Why;
  /** The id of the rule that decides, as `docs/rules` has it. */
  rule: string;
  /** Why, in a sentence. */
  sentence: string;
  /** The date of the cycle that counts (R3). */
  date: LocalDate;
  /** Until when the customer may change anything (D14). */
  customerLimit: Instant;
  /** The variants of the lines that are due. */
  variants: string[];
}

/** EXDATE leaves it out. */
export interface PassedOverExcepted {
  kind: "excepted";
}

/** Its day is a holiday, and the series drops those (R9). */
export interface PassedOverHoliday {
  kind: "holiday";
  /** The holiday. */
  date: LocalDate;
}

/** It was over at the time of planning. */
export interface PassedOverPast {
  kind: "past";
}

/** The clocks skip it, and the time that stands in for it is a slot of its own. */
export interface PassedOverDoubled {
  kind: "doubled";
}

/** The clocks leave no time between its opening and its close. */
export interface PassedOverEmpty {
  kind: "empty";
}

/** Why no cycle is made from a slot. */
export type PassedOver =
  | PassedOverExcepted
  | PassedOverHoliday
  | PassedOverPast
  | PassedOverDoubled
  | PassedOverEmpty;

/** A slot from which no cycle is made. */
export interface PassedSlot {
  /** Its number, which no other cycle gets. */
  number: number | null;
  /** The slot of the rule. */
  nominal: LocalDateTime;
  /** Why. */
  why: PassedOver;
}

/** One line of a past order, as the host's shop remembers it. */
export interface PastLine {
  /** What it was called. */
  name: string;
  /** The host's id of the variant, where it had one; it may be gone by now. */
  variant: string | null;
  /** Its category then. */
  category: string | null;
  /** How much. */
  quantity: Decimal;
  /** What it cost; below zero for a discount. */
  amount: Money;
}

/** One line of a past order. */
export interface PastLineInput {
  /** What it was called. */
  name: string;
  /** The host's id of the variant; it need not be known any more. */
  variant?: string | null | undefined;
  /** Its category then; none: that of the variant, where it is known. */
  category?: string | null | undefined;
  /** How much. */
  quantity: Decimal;
  /** What it cost, in the enterprise's currency; below zero for a discount. */
  amount: Decimal;
}

/**
 * An order that the hub's shop took before Milkround was there, or outside of any cycle. It
 * charges nothing: opening balances are entries of the ledger.
 */
export interface PastOrder {
  /** Who sold. */
  enterprise: string;
  /** Our id. */
  id: Uuid;
  /** What the host calls it, unique at the enterprise. */
  reference: string;
  /** Whose; none: nobody's yet (A5). */
  customer: Uuid | null;
  /** The address under which it was placed. */
  email: string | null;
  /** Where it stood. */
  state: PastOrderState;
  /** When it was placed. */
  placedAt: Instant;
  /** What it came to, fees and discounts included. */
  total: Money;
  /** What was bought. */
  lines: PastLine[];
  /** The customer's note. */
  note: string | null;
  /** When it was recorded first. */
  recordedAt: Instant;
  /** Raised by every change. */
  version: number;
}

/** One past order. */
export interface PastOrderInput {
  /** What the host calls it: 1 to 200 characters, unique at the enterprise. */
  reference: string;
  /** When it was placed; not in the future. */
  placedAt: Instant | Date;
  /** The address under which it was placed; give it, or the customer, or both. */
  email?: string | null | undefined;
  /** Whose it is, or into whom that one was merged; none: whom the address finds. */
  customer?: Uuid | null | undefined;
  /** Where it stands; usually `fulfilled`. */
  state?: PastOrderState | null | undefined;
  /** What it came to, fees and discounts included. */
  total: Decimal;
  /** What was bought: 1 to 500 lines. Where nothing is known, one line that says so. */
  lines: readonly PastLineInput[];
  /** The customer's note; at most 2,000 characters. */
  note?: string | null | undefined;
}

/** Past orders, the newest first. */
export interface PastOrderPage {
  /** The rows, in the list's order. */
  items: PastOrder[];
  /** Give it as `after` for the rows that follow; none: there are no more. */
  nextPage: string | null;
}

/** Where a past order stood when it was recorded. */
export type PastOrderState =
  /** Placed, and not handed over yet. */
| "placed"
  /** Handed over. */
| "fulfilled"
  /** Cancelled: it counts nowhere. */
| "cancelled";

/** What became of the orders. */
export interface PastOrdersRecorded {
  /** Those that are new. */
  created: number;
  /** Those that were known and differ now. */
  updated: number;
  /** Those that were recorded so already, or are an erased customer's. */
  unchanged: number;
  /** Those that belong to nobody yet. */
  unlinked: number;
  /** Customers who were made. */
  customersCreated: number;
}

/** A time without orders, both dates included (D5). */
export interface Pause {
  /** The first date. */
  startsOn: LocalDate;
  /** The last date; none: until further notice. */
  endsOn: LocalDate | null;
  /** Who paused. */
  by: Author;
  /** When. */
  at: Instant;
}

/**
 * Pauses a standing order between two dates: `standing_orders.pause`. Cycles whose date (R3)
 * lies within make no order.
 *
 * Errors: `end_before_start`, `open_orders_exist` (R29), `limit_passed`, `conflict`.
 */
export interface PauseStandingOrder {
  /** At which enterprise. */
  enterprise: string;
  /** Which. */
  standingOrder: Uuid;
  /** The version that the caller saw; none: whatever is there. */
  version?: number | null | undefined;
  /** The first date without orders. */
  startsOn: LocalDate;
  /** The last date without orders; none: until further notice. */
  endsOn?: LocalDate | null | undefined;
  /** What becomes of orders that are open in that time. */
  openOrders?: OpenOrders | null | undefined;
}

/**
 * Closes a cycle in memory: `rules.plan_close`. What becomes of each order, and what it costs
 * (E4, R26, R28, R39).
 *
 * Errors: `wrong_currency` where the amounts are not all of one currency.
 */
export interface PlanClose {
  /** The currency of all amounts. */
  currency: string;
  /** The orders of the cycle. */
  orders: readonly RoundOrder[];
}

/**
 * The cycles that a schedule brings forth: `rules.plan_cycles`.
 *
 * Errors: `rule_never_fires`, `end_before_start` and the like in the violations of
 * `invalid_input`.
 */
export interface PlanCycles {
  /** The name of the series, for the names of its cycles. */
  series: string;
  /** When they open and close, and how they are called. */
  schedule: ScheduleGiven;
  /** When each distributor hands out the orders. */
  collections?: readonly DistributorCollection[] | undefined;
  /** Days on which nobody works (R9). */
  holidays?: readonly LocalDate[] | undefined;
  /** Which date of a cycle is tested against them; usually that of its close (R3). */
  cycleDay?: CycleDay | null | undefined;
  /** Where the plan before stopped; none: the beginning. */
  mark?: Mark | null | undefined;
  /** The number of the first slot; usually 1. */
  firstNumber?: number | null | undefined;
  /** When the cycle before the mark closes, to report an overlap with it. */
  previousClosesAt?: Instant | Date | null | undefined;
  /** The time of planning. */
  now: Instant | Date;
  /** Whether cycles that are over at `now` are planned too. */
  includePast?: boolean | undefined;
  /** How many cycles are wanted. */
  horizon: Horizon;
}

/**
 * Says what merging one customer into another will do: `customers.plan_merge`. Staff only; it
 * changes nothing.
 *
 * Errors: as `MergeCustomers`, without the fingerprint.
 */
export interface PlanMerge {
  /** At which enterprise. */
  enterprise: string;
  /** Who goes. */
  customer: Uuid;
  /** Who stays. */
  into: Uuid;
}

/** It closes at midnight, which belongs to the day that begins (R4). */
export interface PlanNoteMidnightClose {
  kind: "midnight_close";
  /** That day. */
  date: LocalDate;
}

/** The clocks skip the opening: it is later on the wall clock. */
export interface PlanNoteOpeningSkipped {
  kind: "opening_skipped";
  /** The time that the rule gives. */
  nominal: LocalDateTime;
}

/** The opening occurs twice: it is the first. */
export interface PlanNoteOpeningTwice {
  kind: "opening_twice";
  /** The time that the rule gives. */
  nominal: LocalDateTime;
}

/** The clocks skip the close: it is later on the wall clock. */
export interface PlanNoteClosingSkipped {
  kind: "closing_skipped";
  /** The time that the rule gives. */
  nominal: LocalDateTime;
}

/** The close occurs twice: it is the first. */
export interface PlanNoteClosingTwice {
  kind: "closing_twice";
  /** The time that the rule gives. */
  nominal: LocalDateTime;
}

/** Its day is a holiday, and the series keeps it. */
export interface PlanNoteHoliday {
  kind: "holiday";
  /** The holiday. */
  date: LocalDate;
}

/** Its day was a holiday: the whole window moved. */
export interface PlanNoteMovedForHoliday {
  kind: "moved_for_holiday";
  /** The holiday. */
  date: LocalDate;
  /** By how many days; negative for earlier. */
  days: number;
}

/** Its day is a holiday and so are all days near it: it stays. */
export interface PlanNoteNoDayFree {
  kind: "no_day_free";
  /** The holiday. */
  date: LocalDate;
}

/** It opens before an earlier cycle closes. */
export interface PlanNoteOverlap {
  kind: "overlap";
  /** When the earlier one closes. */
  previousClosesAt: Instant;
}

/** What the hub should know about a planned cycle. */
export type PlanNote =
  | PlanNoteMidnightClose
  | PlanNoteOpeningSkipped
  | PlanNoteOpeningTwice
  | PlanNoteClosingSkipped
  | PlanNoteClosingTwice
  | PlanNoteHoliday
  | PlanNoteMovedForHoliday
  | PlanNoteNoDayFree
  | PlanNoteOverlap;

/**
 * Opens a cycle in memory: `rules.plan_open`. What each standing order gets, by the rules that
 * the tick follows (E1, E2, R23).
 *
 * Errors: `wrong_currency` where the amounts are not all of one currency.
 */
export interface PlanOpen {
  /** The cycle. */
  cycle: RoundCycle;
  /** The currency of all amounts. */
  currency: string;
  /** How scarce variants are shared; usually pro rata. */
  sharing?: Sharing | null | undefined;
  /** The standing orders. */
  standingOrders: readonly RoundStandingOrder[];
}

/** When one distributor hands out the orders of a cycle. */
export interface PlannedCollection {
  /** The distributor. */
  distributor: string;
  /** The window. */
  window: CollectionWindow;
}

/** One cycle to be made. */
export interface PlannedCycle {
  /** Its number in the series; extra dates (RDATE) beside a rule have none. */
  number: number | null;
  /** The slot of the rule, before any holiday moved it. */
  nominal: LocalDateTime;
  /** When it opens. */
  opensAt: Instant;
  /** What the hub's clocks show then. */
  opensLocal: LocalDateTime;
  /** When it closes. */
  closesAt: Instant;
  /** What the hub's clocks show then. */
  closesLocal: LocalDateTime;
  /** When each distributor hands out the orders. */
  collections: PlannedCollection[];
  /** Its name. */
  name: string;
  /** What the hub should know about it. */
  notes: PlanNote[];
}

/** One line of a planned order. */
export interface PlannedLine {
  /** What. */
  variant: string;
  /** How much is asked. */
  asked: Decimal;
  /** How much there is for it. */
  given: Decimal;
  /** The price of one unit; zero where it is not offered. */
  price: Money;
  /** `price × given`, rounded once (R28). */
  amount: Money;
}

/** What becomes of one standing order in a cycle. */
export interface PlannedPair {
  /** The host's id of the standing order. */
  standingOrder: string;
  /** What becomes of the pair; none: the cycle is none of its business. */
  outcome: OutcomeKind | null;
  /** Why, as data. */
  why: Why;
  /** The id of the rule that decides, as `docs/rules` has it. */
  rule: string;
  /** Why, in a sentence. */
  sentence: string;
  /** The lines of its order; none where it gets no order. */
  lines: PlannedLine[];
  /** The fees of its order. */
  fees: FeeCharged[];
  /** The total of its order, lines and fees; none where it gets no order. */
  total: Money | null;
}

/** One entry of a customer's ledger. It is never changed: a wrong one is reversed (B3). */
export interface Posting {
  /** Whose books. */
  enterprise: string;
  /** Our id, ascending in time. */
  id: Uuid;
  /** Whose account. */
  customer: Uuid;
  /** What it is. */
  kind: PostingKind;
  /** What it adds to the balance: below zero where the customer owes more. */
  amount: Money;
  /** The order that it belongs to. */
  order: Uuid | null;
  /** The entry that it takes back. */
  reverses: Uuid | null;
  /** What the books outside call it: an invoice, a bank transfer. */
  reference: string | null;
  /** Why, in words. */
  note: string | null;
  /** The day for which it counts, in the enterprise's zone. */
  bookedOn: LocalDate;
  /** Who wrote it. */
  by: Author;
  /** When it was written. */
  at: Instant;
}

/** What an entry of the ledger is (B3). */
export type PostingKind =
  /** An order was placed, or something else is owed: the customer owes more. */
| "charge"
  /** What an order costs has changed, or staff correct the balance, either way. */
| "adjustment"
  /** The customer has paid. */
| "payment"
  /** The customer was paid back. */
| "refund"
  /** Something is given to the customer: goodwill, a returned crate. */
| "credit"
  /** What the customer owes is given up. */
| "write_off"
  /** An entry, or all that an order charged, is taken back. */
| "reversal";

/** Entries of the ledger, the latest day first. */
export interface PostingPage {
  /** The rows, in the list's order. */
  items: Posting[];
  /** Give it as `after` for the rows that follow; none: there are no more. */
  nextPage: string | null;
}

/**
 * The cycles that a series would bring forth: `series.preview`. Of an existing series, those
 * that it has not made yet; or of a schedule that is being written. Nothing is saved.
 *
 * Errors: `not_found`; as in `series.create`.
 */
export interface PreviewSeries {
  /** Whose. */
  enterprise: string;
  /** An existing series; otherwise say `schedule`. */
  series?: Uuid | null | undefined;
  /** The name of a series to be, for the names of its cycles. */
  name?: string | null | undefined;
  /** The schedule of a series to be. */
  schedule?: ScheduleInput | null | undefined;
  /** What its cycles would be made of; collection windows follow from it. */
  template?: TemplateInput | undefined;
  /** How many cycles: 1 to 100, usually 10. */
  count?: number | null | undefined;
}

/** A cycle that does not exist yet. */
export interface PreviewedCycle {
  /** Its number in the series. */
  number: number | null;
  /** Its name. */
  name: string;
  /** The slot of the rule, before any holiday moved it. */
  nominal: LocalDateTime;
  /** When it would open. */
  opensAt: Instant;
  /** When it would close. */
  closesAt: Instant;
  /** The local date on which it would open. */
  opensOn: LocalDate;
  /** The local date on which it would close (R4: the literal date, also at midnight). */
  closesOn: LocalDate;
  /** The local date on which collection would begin. */
  collectedOn: LocalDate | null;
  /** When each distributor would hand out the orders. */
  collections: PlannedCollection[];
  /** What there is to know about it. */
  notes: PlanNote[];
}

/** Work that could not be done as a whole. */
export interface Problem {
  /** The row of `due`, for whoever looks into the store: enterprise number, kind, subject. */
  work: string;
  /** The error's code. */
  code: string;
  /** What was wrong. */
  message: string;
  /** When it is tried again; none: the row itself does not read back. */
  againAt: Instant | null;
}

/** A charge that the host quotes: shipping, payment method. */
export interface QuotedFeeInput {
  /** What the customer reads. */
  name: string;
  /** The enterprise that charges it. */
  chargedBy: string;
  /** How much, in the enterprise's currency. */
  amount: Decimal;
}

/**
 * Gives an order to another customer of the enterprise: `orders.reassign` (A5, R38). Packing
 * sheets, history and balance follow, whatever its state: what it charged is taken back from the
 * one and charged to the other, for the original days. Staff only.
 *
 * A standing order that made it stays with its owner, and so does what became of that cycle. The
 * flag `checkCustomer` is cleared; naming the customer who has the order already says that he is
 * the right one, and clears it too.
 *
 * Errors: `wrong_state` for a customer who has it already and need not be checked, or who is
 * archived, erased or was merged into another; `unknown_reference` for one who is not there;
 * `conflict` for a stale version.
 */
export interface ReassignOrder {
  /** Who sells. */
  enterprise: string;
  /** Which order. */
  order: Uuid;
  /** To whom. */
  customer: Uuid;
  /** The version that the caller saw; none: whatever is there. */
  version?: number | null | undefined;
  /**
   * Whether payments, refunds and credits that name the order go with it; usually they stay with
   * who paid.
   */
  withPayments?: boolean | undefined;
}

/**
 * Records an order of the shop: `orders.record`. It is placed at once and takes its stock in the
 * same transaction. An e-mail address finds its default customer, or makes one (A5, R17).
 * Whether he may shop at all the host asks before, with `customers.may_shop` (A11).
 *
 * Errors: `cycle_not_open`, `insufficient_stock` with every short line, `unknown_reference`;
 * `already_exists` for a new customer's code that is in use; `wrong_state` for an erased
 * customer. An archived one is restored (A12).
 */
export interface RecordOrder {
  /** Who sells. */
  enterprise: string;
  /** In which cycle. */
  cycle: Uuid;
  /** Who distributes. */
  distributor: string;
  /** Who orders; or else give `email`. */
  customer?: Uuid | null | undefined;
  /** Who orders, by e-mail address. */
  email?: string | null | undefined;
  /** What is known of a customer whom the address does not find. */
  fields?: CustomerFields | undefined;
  /** What is ordered. */
  lines: readonly LineWanted[];
  /** Where it comes from; usually the shop. */
  byHand?: boolean | undefined;
  /** The host's shipping method; none: the customer's preference. */
  shippingMethod?: string | null | undefined;
  /** The host's payment method; none: the customer's preference. */
  paymentMethod?: string | null | undefined;
  /** Where goods go; none: the customer's address. */
  shippingAddress?: AddressInput | null | undefined;
  /** What the host charges for shipping and payment. */
  quotedFees?: readonly QuotedFeeInput[] | undefined;
  /** A note that is printed on sheets. */
  note?: string | null | undefined;
}

/**
 * Records orders from before Milkround, or from outside of any cycle: `past_orders.record` (A5,
 * A13). Staff only. All or none, with every fault at its path. An order whose reference is known
 * replaces what was recorded; the same list twice changes nothing.
 *
 * An address that is known links the order to its default customer. An unknown one makes no
 * customer unless `createCustomers` says so: the order waits for `customers.link_orders`. Past
 * orders charge nothing: opening balances are entered with `ledger.record`. They count among the
 * customer's orders, and in his history and sales. What belongs to an erased customer stays as
 * it is.
 */
export interface RecordPastOrders {
  /** Who sold. */
  enterprise: string;
  /** The orders, each once; at most 1,000. */
  orders: readonly PastOrderInput[];
  /** Whether an unknown address makes a customer. */
  createCustomers?: boolean | undefined;
}

/**
 * Writes an entry into a customer's ledger: `ledger.record`. Staff only; call it with an
 * idempotency key, so that a payment reported twice counts once (B8).
 *
 * Orders charge by themselves when they are placed. A wrong entry is reversed, never edited.
 *
 * Errors: `out_of_range` for no amount, `wrong_currency` for too many decimals,
 * `unknown_reference` for an order or customer that is not there.
 */
export interface RecordPosting {
  /** Whose books. */
  enterprise: string;
  /** Whose account; of who was merged into another, that one's. */
  customer: Uuid;
  /** What it is. */
  kind: HandMade;
  /** How much, in the enterprise's currency: above 0, for an adjustment either way. */
  amount: Decimal;
  /**
   * The customer's order that it belongs to; not for charges and adjustments: change the order.
   */
  order?: Uuid | null | undefined;
  /** What the books outside call it: an invoice, a bank transfer. */
  reference?: string | null | undefined;
  /** Why, in words; at most 2,000 characters. */
  note?: string | null | undefined;
  /** The day for which it counts; none: today, in the enterprise's zone. */
  bookedOn?: LocalDate | null | undefined;
}

/**
 * Says no: `join_requests.refuse`. His customer is told, where there is one; anybody else the
 * host tells itself. He may ask again. Staff only.
 *
 * Errors: `wrong_state` when it was decided already.
 */
export interface RefuseJoinRequest {
  /** In whose shop. */
  enterprise: string;
  /** Which. */
  joinRequest: Uuid;
  /** Why: at most 2,000 characters. */
  reason?: string | null | undefined;
}

/** A customer who was left as he is. */
export interface RefusedCustomer {
  /** Who. */
  customer: Uuid;
  /** What stands against it: a code of errors. */
  code: string;
  /** What is wrong and what to do. */
  message: string;
}

/**
 * Releases a held order: `orders.release`. Staff only. Where its cycle has closed, it is placed,
 * until collection begins (R39); what a missed cycle left held, at any time (R25).
 *
 * Errors: `wrong_state` when it is not held.
 */
export interface ReleaseOrder {
  /** Who sells. */
  enterprise: string;
  /** Which order. */
  order: Uuid;
}

/**
 * Takes away somebody who acted for a customer: `customers.remove_contact`. Answers as he was.
 *
 * Errors: `not_found`.
 */
export interface RemoveContact {
  /** At which enterprise. */
  enterprise: string;
  /** Of which customer. */
  customer: Uuid;
  /** Whom. */
  contact: Uuid;
}

/**
 * Removes a customer who has nothing running: `customers.remove` (A12, R43). Where orders or
 * standing orders of his are in the books, he stays there under a pseudonym, as `EraseCustomer`
 * leaves him; else nothing of him stays. Who was merged into him goes with him.
 *
 * Errors: `wrong_state` while a standing order is future, active or paused, or an order is made
 * ahead, pending, or placed and not fulfilled, or the balance is not zero, or he was merged into
 * another: remove that one; `conflict` for a stale version.
 */
export interface RemoveCustomer {
  /** At which enterprise. */
  enterprise: string;
  /** Which customer. */
  customer: Uuid;
  /** The version that the caller saw; none: whatever is there. */
  version?: number | null | undefined;
}

/**
 * Removes a field: `customer_fields.remove`.
 *
 * Errors: `not_found`; `wrong_state` while customers have values, unless `andValues`.
 */
export interface RemoveCustomerField {
  /** At which enterprise. */
  enterprise: string;
  /** Its key. */
  field: string;
  /** Whether customers lose what they have in it. */
  andValues?: boolean | undefined;
}

/**
 * Removes a note and answers with it: `customers.remove_note`. Staff only; what it said stays in
 * the change log, under the note's id.
 *
 * Errors: `not_found`; `conflict` for a stale version.
 */
export interface RemoveNote {
  /** At which enterprise. */
  enterprise: string;
  /** Which note. */
  note: Uuid;
  /** The version that the caller saw; none: whatever is there (R35). */
  version?: number | null | undefined;
}

/**
 * Removes a saved list and answers with it: `saved_lists.remove` (A14). Customers may remove
 * their own.
 *
 * Errors: `not_found`; `conflict` for a stale version.
 */
export interface RemoveSavedList {
  /** At which enterprise. */
  enterprise: string;
  /** Which list. */
  savedList: Uuid;
  /** The version that the caller saw; none: whatever is there (R35). */
  version?: number | null | undefined;
}

/**
 * Forgets a selection: `selections.remove`. Its customers stay as they are.
 *
 * Errors: `not_found`.
 */
export interface RemoveSelection {
  /** At which enterprise. */
  enterprise: string;
  /** Its name, whatever its case and accents. */
  name: string;
}

/**
 * Takes a tag from all customers who have it, and forgets it: `tags.remove`.
 *
 * Errors: `not_found`; `wrong_state` for a tag by which customers may shop.
 */
export interface RemoveTag {
  /** At which enterprise. */
  enterprise: string;
  /** The tag, whatever its case and accents. */
  tag: string;
}

/**
 * Gives a tag another name, with all customers who have it: `tags.rename`. Where there is a tag
 * of that name already, ignoring case and accents, the two become one in its spelling.
 *
 * Errors: `not_found`.
 */
export interface RenameTag {
  /** At which enterprise. */
  enterprise: string;
  /** The tag, whatever its case and accents. */
  tag: string;
  /** What it shall be called: 1 to 200 characters. */
  newName: string;
}

/**
 * Reports a delivery that failed: `notices.report_failure`. It is tried again after a minute,
 * two, four and so on, at most six hours; after eight failures it is parked. The same report
 * again counts once.
 *
 * Errors: `not_found`; `conflict` for a lease that is over; `wrong_state` when it was delivered.
 */
export interface ReportFailure {
  /** Whose. */
  enterprise: string;
  /** Which. */
  notice: Uuid;
  /** The fence that came with the lease. */
  fence: number;
  /** Why it failed, for the person who looks into it; at most 1,000 characters. */
  reason: string;
}

/**
 * Gives a parked notice another eight tries: `notices.requeue`.
 *
 * Errors: `not_found`; `wrong_state` when it is not parked.
 */
export interface RequeueNotice {
  /** Whose. */
  enterprise: string;
  /** Which. */
  notice: Uuid;
}

/**
 * Takes a customer out of the archive: `customers.restore` (A12). Twice is no harm.
 *
 * Errors: `wrong_state` when he is erased; `conflict` for a stale version.
 */
export interface RestoreCustomer {
  /** At which enterprise. */
  enterprise: string;
  /** Which customer. */
  customer: Uuid;
  /** The version that the caller saw; none: whatever is there. */
  version?: number | null | undefined;
}

/**
 * Ends the pauses of a standing order: `standing_orders.resume`. Cycles that are open by then
 * get their order at the next tick (R21).
 *
 * Errors: `wrong_state` when it is not paused.
 */
export interface ResumeStandingOrder {
  /** At which enterprise. */
  enterprise: string;
  /** Which. */
  standingOrder: Uuid;
  /** The version that the caller saw; none: whatever is there. */
  version?: number | null | undefined;
  /** The first date with orders again; none: today, in the enterprise's zone. */
  resumesOn?: LocalDate | null | undefined;
}

/**
 * Takes an entry back by its opposite: `ledger.reverse`. Both stay in the ledger. Staff only.
 *
 * Errors: `wrong_state` for an entry that is reversed already, is a reversal itself, or is what
 * an order charged: edit or cancel that order.
 */
export interface ReversePosting {
  /** Whose books. */
  enterprise: string;
  /** Which entry. */
  posting: Uuid;
  /** Why, in words; at most 2,000 characters. */
  note?: string | null | undefined;
}

/**
 * Changes what a standing order holds, from a date on: `standing_orders.revise`. Earlier
 * revisions stay readable; orders that are open follow by merge (D8).
 *
 * Errors: those of creating; `conflict` for a stale version; `wrong_state` when it has ended.
 */
export interface ReviseStandingOrder {
  /** At which enterprise. */
  enterprise: string;
  /** Which. */
  standingOrder: Uuid;
  /** The version that the caller saw; none: whatever is there (R35). */
  version?: number | null | undefined;
  /** The first date on which it holds; none: today. */
  holdsFrom?: LocalDate | null | undefined;
  /** The lines: the whole list. */
  lines?: readonly LineInput[] | undefined;
  /** The host's shipping method; null: the customer's preference. */
  shippingMethod?: string | null | undefined;
  /** The host's payment method; null: the customer's preference. */
  paymentMethod?: string | null | undefined;
  /** Where goods go; null: the customer's address. */
  shippingAddress?: AddressInput | null | undefined;
  /** A note that is printed on sheets; null: none. */
  note?: string | null | undefined;
  /** What becomes of revisions of later dates; usually `carry`. */
  later?: LaterRevisions | null | undefined;
}

/** What a standing order holds from a date on: a full snapshot (R31). */
export interface Revision {
  /** The first date on which it holds. */
  holdsFrom: LocalDate;
  /** What is wanted; at least one line. */
  lines: StandingLine[];
  /** The host's shipping method. */
  shippingMethod: string | null;
  /** The host's payment method. */
  paymentMethod: string | null;
  /** Where goods go. */
  shippingAddress: Address | null;
  /** The customer's note, printed on sheets (R17). */
  note: string | null;
  /** Who made it. */
  by: Author;
  /** When. */
  at: Instant;
}

/** A cycle with what is offered in it, as a host keeps it. */
export interface RoundCycle {
  /** The zone of its dates. */
  zone: string;
  /** When it opens. */
  opensAt: Instant | Date;
  /** When it closes. */
  closesAt: Instant | Date;
  /** Its number in the series; none: only lines that are due in every cycle are due (R6). */
  number?: number | null | undefined;
  /** Which of its dates counts for starts, ends, skips and pauses; usually the close (R3). */
  cycleDay?: CycleDay | null | undefined;
  /** How many minutes before close a customer's own changes end (D14). */
  customerLimitMinutes?: number | undefined;
  /** Who distributes what. */
  outgoing: readonly RoundExchange[];
}

/** One distributor of a cycle. */
export interface RoundExchange {
  /** Who distributes. */
  distributor: string;
  /** When collection begins; none: nothing is collected. */
  collectedAt?: Instant | Date | null | undefined;
  /** What is charged beside the goods. */
  fees?: readonly Fee[] | undefined;
  /** What is offered, each variant once. */
  offers?: readonly RoundOffer[] | undefined;
}

/** One wanted line. */
export interface RoundLine {
  /** What. */
  variant: string;
  /** How much. */
  quantity: Decimal;
  /** In every *n*th cycle; usually 1 (R7). */
  every?: number | null | undefined;
  /** The number of a cycle in which it is due; usually 1 (R7). */
  anchor?: number | null | undefined;
}

/** What is offered of one variant. */
export interface RoundOffer {
  /** What. */
  variant: string;
  /** The price of one unit. */
  price: Money;
  /** How much is free; none: unlimited. */
  free?: Decimal | null | undefined;
  /** What quantities are multiples of; usually 1. */
  unitStep?: Decimal | null | undefined;
  /** Kilograms a unit, for fees by weight. */
  weight?: Decimal | null | undefined;
}

/** An order, as a host keeps it. */
export interface RoundOrder {
  /** The host's id of it, which comes back in the answer. */
  id: string;
  /** Where it stands. */
  state: OrderState;
  /** Whether it waits for staff (R39). */
  held?: boolean | undefined;
  /** Its lines. */
  lines: readonly RoundOrderLine[];
  /** Its fees, as they were charged. */
  fees?: readonly Money[] | undefined;
}

/** One line of an order. */
export interface RoundOrderLine {
  /** How much the customer gets; 0 when taken out. */
  ordered: Decimal;
  /** The price of one unit. */
  price: Money;
}

/** A time without orders, both dates included. */
export interface RoundPause {
  /** The first date. */
  startsOn: LocalDate;
  /** The last date; none: until further notice. */
  endsOn?: LocalDate | null | undefined;
}

/** A cycle, or one line of it, that is left out. */
export interface RoundSkip {
  /** The date of the cycle. */
  date: LocalDate;
  /** Which line; none: the whole order. */
  variant?: string | null | undefined;
}

/** A standing order, as a host keeps it. */
export interface RoundStandingOrder {
  /** The host's id of it, which comes back in the answer. */
  id: string;
  /** Who distributes it. */
  distributor: string;
  /** The first date, itself included (D4). */
  startsOn: LocalDate;
  /** The last date, itself included; none: open-ended. */
  endsOn?: LocalDate | null | undefined;
  /** When it was made: who came first is served first (R23). */
  createdAt: Instant | Date;
  /** Whether its customer made it, who has the earlier limit (R32). */
  byCustomer?: boolean | undefined;
  /** Times without orders. */
  pauses?: readonly RoundPause[] | undefined;
  /** Cycles, or lines of cycles, that are left out. */
  skips?: readonly RoundSkip[] | undefined;
  /** What it holds on the date of the cycle. */
  lines: readonly RoundLine[];
}

/** What sales are summed by. */
export type SalesBy =
  /** Each variant; a past order's line without one by its name. */
| "product"
  /** Each category. */
| "category"
  /** Weeks from Monday to Sunday. */
| "week"
  /** Months. */
| "month"
  /** Years. */
| "year";

/** A page of sales, and what all rows come to. */
export interface SalesPage {
  /** Products and categories by amount, the highest first; periods the newest first. */
  items: SalesRow[];
  /** What all rows come to, of all pages. */
  amount: Money;
  /** How many orders that was. */
  orders: number;
  /** Give it as `after` for the rows that follow; none: there are no more. */
  nextPage: string | null;
}

/** What was sold of one product, category or period. */
export interface SalesRow {
  /**
   * What tells it from the other rows: `variant:milk`, `name:rye bread`, `category:dairy`, or
   * the first day of the period.
   */
  key: string;
  /**
   * What to call it: the product's name, the category (empty: of none), or `2026-W10`,
   * `2026-03`, `2026`.
   */
  label: string;
  /** The variant, where the row is of one. */
  variant: string | null;
  /** The first day of a period, in the enterprise's zone. */
  startsOn: LocalDate | null;
  /** How much; of several products the sum of their units. */
  quantity: Decimal;
  /** What the lines came to, without fees. */
  amount: Money;
  /** How many orders had a part in it. */
  orders: number;
}

/**
 * Adds somebody who acts for a customer, or replaces what is known of him:
 * `customers.save_contact` (A16). What is left out is none.
 *
 * Errors: `not_found`; `already_exists` when the address or the user is the customer's or
 * another contact's of his; `wrong_state` when the customer is erased; `conflict` for a stale
 * version.
 */
export interface SaveContact {
  /** At which enterprise. */
  enterprise: string;
  /** For which customer. */
  customer: Uuid;
  /** Whom to replace; none: a new one. */
  contact?: Uuid | null | undefined;
  /** The version that the caller saw; none: whatever is there. */
  version?: number | null | undefined;
  /** His e-mail address; give it, or the user, or both. */
  email?: string | null | undefined;
  /** The host's user behind him. */
  user?: string | null | undefined;
  /** What to call him. */
  name?: string | null | undefined;
  /** How far he may act. */
  access: ContactAccess;
}

/**
 * Defines a field of customers, or changes one: `customer_fields.save`. The key says which; all
 * else is replaced.
 *
 * Errors: `wrong_state` for another kind while customers have values, or for leaving out a
 * choice that customers have.
 */
export interface SaveCustomerField {
  /** At which enterprise: it may have 100 fields. */
  enterprise: string;
  /** Its key in a customer's `custom`: 1 to 40 small letters, digits and underscores. */
  field: string;
  /** What pages and sheets call it. */
  label: string;
  /** What it holds. */
  kind: FieldKind;
  /** Of a choice: what can be chosen, 1 to 100. */
  choices?: readonly string[] | undefined;
  /** Where it stands among the others; none: where it was, or at the end. */
  position?: number | null | undefined;
}

/**
 * Saves a list of items that a customer takes again and again: `saved_lists.save` (A14). Without
 * `savedList`, a list of his that has the name is replaced, ignoring case and accents; else it
 * is a new one. Customers may save their own.
 *
 * Errors: `not_found`; `already_exists` for a name that another list of his has; `wrong_state`
 * for an erased customer; `conflict` for a stale version.
 */
export interface SaveList {
  /** At which enterprise. */
  enterprise: string;
  /** Whose; at most 50 lists. */
  customer: Uuid;
  /** Which list to replace; none: that of this name, or a new one. */
  savedList?: Uuid | null | undefined;
  /** The version that the caller saw; none: whatever is there (R35). */
  version?: number | null | undefined;
  /** What he calls it. */
  name: string;
  /** What shall stand in it: 1 to 200 lines, each variant once. */
  lines: readonly LineWanted[];
}

/**
 * Saves what stands in an order as a list: `saved_lists.from_order` (A14). A list of the
 * customer's that has the name is replaced. Customers may do so with their own orders.
 *
 * Errors: `not_found`; `wrong_state` for an order of nothing, or an erased customer.
 */
export interface SaveListFromOrder {
  /** At which enterprise. */
  enterprise: string;
  /** Which order; the list is its customer's. */
  order: Uuid;
  /** What he calls the list. */
  name: string;
}

/**
 * Keeps a selection of customers: `selections.save`. The name says which; who is meant is
 * replaced.
 *
 * Who is picked is picked for good; whom a filter holds for is asked anew each time.
 *
 * Errors: `unknown_reference` for a picked customer who is not there; `too_long` for more than
 * 200.
 */
export interface SaveSelection {
  /** At which enterprise: it may have 200. */
  enterprise: string;
  /** What it is called: 1 to 200 characters, each name once ignoring case and accents. */
  name: string;
  /** Who is meant, as in `customers.list`. */
  filter: CustomerFilterInput;
}

/** Makes variants known, or replaces what is known of them: `variants.save`. All or none. */
export interface SaveVariants {
  /** Whose shop. */
  enterprise: string;
  /** The variants, each once; at most 10,000. */
  variants: readonly VariantInput[];
}

/** One line of a saved list. */
export interface SavedLine {
  /** What. */
  variant: string;
  /** How much. */
  quantity: Decimal;
}

/** A customer's list of items, to be added to an order or made a standing order. */
export interface SavedList {
  /** At which enterprise. */
  enterprise: string;
  /** Our id. */
  id: Uuid;
  /** Whose. */
  customer: Uuid;
  /** What he calls it, unique among his ignoring case and accents. */
  name: string;
  /** What stands in it. */
  lines: SavedLine[];
  /** When made. */
  createdAt: Instant;
  /** Raised by every change. */
  version: number;
}

/** Saved lists, in the order of their names. */
export interface SavedListPage {
  /** The rows, in the list's order. */
  items: SavedList[];
  /** Give it as `after` for the rows that follow; none: there are no more. */
  nextPage: string | null;
}

/**
 * When the cycles of a series open and close, and what they are called.
 *
 * A schedule is valid from the moment it is made. Whether its rule ever fires is a longer
 * question: `Schedule::check` answers it, and every save asks it.
 */
export interface Schedule {
  zone: string;
  startsAt: LocalDateTime;
  recurrence?: string | null;
  closes: ClosingRule;
  name: string;
  onHoliday: OnHoliday;
}

/**
 * When the cycles of a series open and close, and what they are called.
 *
 * A schedule is valid from the moment it is made. Whether its rule ever fires is a longer
 * question: `Schedule::check` answers it, and every save asks it.
 */
export interface ScheduleGiven {
  zone: string;
  startsAt: LocalDateTime;
  recurrence?: string | null | undefined;
  closes: ClosingRule;
  name?: string | undefined;
  onHoliday?: OnHoliday | undefined;
}

/** When the cycles of a series open and close, and what they are called. */
export interface ScheduleInput {
  /** The IANA zone of every local time; usually the enterprise's, which is copied (R2). */
  zone?: string | null | undefined;
  /** The local time from which the rule counts: its first opening, if the rule names it. */
  startsAt: LocalDateTime;
  /**
   * When cycles open: `FREQ=WEEKLY;BYDAY=SU`, with RDATE and EXDATE on lines of their own (RFC
   * 5545). None: only cycles attached by hand (R6).
   */
  recurrence?: string | null | undefined;
  /** When a cycle closes. */
  closes: ClosingRule;
  /** How cycles are called; usually `{series} {opens}`. */
  cycleName?: string | null | undefined;
  /** What happens on holidays; usually the cycle stays and a note says so (R9). */
  onHoliday?: OnHoliday | null | undefined;
}

/**
 * Customers whom the hub often means together: some that were picked, or all whom a filter holds
 * for.
 */
export interface Selection {
  /** Whose. */
  enterprise: string;
  /** What it is called. */
  name: string;
  /** Who is meant. */
  filter: CustomerFilter;
  /** Raised by every change. */
  version: number;
}

/** The selections that an enterprise keeps. */
export interface SelectionList {
  /** All of them, at most 200, by their names. */
  items: Selection[];
}

/** Order cycles that recur by rule (C1). */
export interface Series {
  /** Whose. */
  enterprise: string;
  /** Our id. */
  id: Uuid;
  /** What staff call it. */
  name: string;
  /** When its cycles open and close, and what they are called. None: only attached cycles. */
  schedule: Schedule | null;
  /** What each new cycle is made of (C4, R10). */
  template: Template;
  /** How many cycles that have not opened are kept ready (C3). */
  keepAhead: number;
  /**
   * How far cycles were made: the last slot that was worked off. Without a rule, its number
   * counts the cycles that were ever attached (R6).
   */
  progress: Mark;
  /** Whether it still makes cycles. */
  state: SeriesState;
  /** Whether the hub was told that few cycles are left (R14). */
  endingTold: boolean;
  /** When made. */
  createdAt: Instant;
  /** Raised by every change. */
  version: number;
}

/** A cycle's place in a series. One cycle may belong to several (R6). */
export interface SeriesCycle {
  /** Whose. */
  enterprise: string;
  /** The series. */
  series: Uuid;
  /** The cycle. */
  cycle: Uuid;
  /** The slot of the rule; none for a cycle attached to a ruled series (R6). */
  number: number | null;
  /** The nominal opening that the rule gave; none for an attached cycle. */
  nominal: LocalDateTime | null;
  /** When the cycle opens, so that a series lists its cycles in the calendar's order. */
  opensAt: Instant;
}

/** The cycles of a series, by opening. */
export interface SeriesCyclePage {
  /** The rows, in the list's order. */
  items: SeriesCycleView[];
  /** Give it as `after` for the rows that follow; none: there are no more. */
  nextPage: string | null;
}

/** A cycle as its series sees it. */
export interface SeriesCycleView {
  /** Its name, number and dates. */
  dates: CycleDates;
  /** The first instant at which customers may order. */
  opensAt: Instant;
  /** The first instant at which they may not any more. */
  closesAt: Instant;
  /** Where it stands. */
  state: CycleState;
  /** The slot of the rule; none for a cycle attached by hand. */
  nominal: LocalDateTime | null;
}

/** Series, in the order in which they were made. */
export interface SeriesPage {
  /** The rows, in the list's order. */
  items: Series[];
  /** Give it as `after` for the rows that follow; none: there are no more. */
  nextPage: string | null;
}

/** The cycles that a series would bring forth. */
export interface SeriesPreview {
  /** The cycles, by opening. */
  cycles: PreviewedCycle[];
  /** Slots of the rule that would give no cycle, and why; slots that are past are left out. */
  passed: PassedSlot[];
  /** Whether no cycle would follow these. */
  exhausted: boolean;
}

/** Whether a series still makes cycles. */
export type SeriesState =
  /** It does. */
| "active"
  /** Its rule has come to its end, or staff ended it. */
| "ended";

/** A series with the cycles that a call made. */
export interface SeriesWithCycles {
  /** The series. */
  series: Series;
  /** The new cycles, by opening. */
  cycles: SeriesCycleView[];
  /** What there is to know about them: holidays, midnight closes, overlaps, clock changes. */
  notes: CycleNote[];
  /** Slots of the rule that gave no cycle, and why; slots that are past are left out. */
  passed: PassedSlot[];
}

/**
 * Gives many customers their codes: `customers.set_codes`. All or none: every row that cannot be
 * is told at once. Codes may be swapped and passed round within one call (A2).
 *
 * A row is refused with `malformed` or `too_long` for the code, `unknown_reference` for a
 * customer who is not there, `duplicate` for a customer or a code that stands twice,
 * `already_exists` for the code of a customer outside the call or one that finds another since a
 * merge, `wrong_state` for a customer who is erased or was merged into another, and `required`
 * where nothing else finds the customer.
 */
export interface SetCodes {
  /** At which enterprise. */
  enterprise: string;
  /** The customers with their codes, each once; at most 10,000. */
  codes: readonly CodeRow[];
}

/**
 * Notes whether the hub may write to a customer beyond his own orders: `customers.set_consent`
 * (A10). When and by whom it was said is kept. Customers may say it themselves. Of who was
 * merged into another, it is noted of that one.
 *
 * Errors: `not_found`, `conflict` for a stale version, `wrong_state` when he is erased.
 */
export interface SetConsent {
  /** At which enterprise. */
  enterprise: string;
  /** Which customer. */
  customer: Uuid;
  /** The version that the caller saw; none: whatever is there. */
  version?: number | null | undefined;
  /** What he said. */
  consent: Consent;
}

/** What an enterprise has settled. */
export interface Settings {
  /** Which date of a cycle counts for starts, ends, skips and pauses (R3). */
  cycleDay: CycleDay;
  /** Days on which the enterprise does not work (R9). */
  holidays: LocalDate[];
  /** How scarce variants are shared. */
  sharing: Sharing;
  /** What becomes of missed cycles. */
  missedCycle: MissedCycle;
  /** What becomes of a second order in a cycle. */
  combine: Combine;
  /** Which variants standing orders may hold. */
  eligible: Eligible;
  /** What customers may do. */
  customerMay: CustomerMay;
  /** How many minutes before close a customer's own changes end; staff keep until close (D14). */
  customerLimitMinutes: number;
  /** How many whole cycles a customer may skip himself in a season; none given: any (R33). */
  skipsPerSeason: number | null;
  /** The first day of the season of an indefinite series, as month and day (R33). */
  seasonStarts: MonthDay;
  /** How customers are numbered that come to be without a code; none: they stay without (A2). */
  customerCodes: string | null;
  /** Who may shop (A11). */
  shopAccess: ShopAccess;
}

/** What to settle anew; what is left out stays. */
export interface SettingsPatch {
  /** Which date of a cycle counts for starts, ends, skips and pauses (R3). */
  cycleDay?: CycleDay | undefined;
  /** The days on which the enterprise does not work: the whole list (R9). */
  holidays?: readonly LocalDate[] | undefined;
  /** How scarce variants are shared (E2). */
  sharing?: Sharing | undefined;
  /** What becomes of cycles that passed while nothing ticked (R25). */
  missedCycle?: MissedCycle | undefined;
  /** What becomes of a second order in a cycle (D11). */
  combine?: Combine | undefined;
  /** Which variants standing orders may hold (D2). */
  eligible?: Eligible | undefined;
  /** What customers may do (D13). */
  customerMay?: CustomerMayInput | undefined;
  /** Minutes before close at which customers' own changes end; at most 40,320 (28 days) (D14). */
  customerLimitMinutes?: number | undefined;
  /** Whole cycles that a customer may skip in a season; null: any (R33). */
  skipsPerSeason?: number | null | undefined;
  /** The first day of a season, a day that every year has (R33). */
  seasonStarts?: MonthDay | undefined;
  /**
   * How customers are numbered that come to be without a code, such as `C{number:5}`; null or
   * blank: not at all (A2).
   */
  customerCodes?: string | null | undefined;
  /** Who may shop (A11); the host asks with `customers.may_shop`. */
  shopAccess?: ShopAccessInput | undefined;
}

/**
 * Shares what is short among those who ask: `rules.share`. Pro rata in whole unit steps, by the
 * largest remainder; ties go to who comes first in the list (E2, R23).
 */
export interface ShareStock {
  /** How much there is. */
  stock: Decimal;
  /** What quantities are multiples of; usually 1. */
  unitStep?: Decimal | null | undefined;
  /** What each asks, in the order in which they came. */
  asked: readonly Decimal[];
}

/** How a scarce variant is shared among the standing orders of a cycle (E2). */
export type Sharing =
  /** Who came first is served first, by (created_at, id) (R23). */
| "first_come"
  /** Everyone gets the same part of what was asked, in unit steps, largest remainder. */
| "pro_rata";

/** Everybody. */
export interface ShopAccessOpen {
  kind: "open";
}

/** Customers alone. */
export interface ShopAccessCustomers {
  kind: "customers";
}

/** Customers with one of these tags. */
export interface ShopAccessTagged {
  kind: "tagged";
  /** The tags; at least one. */
  tags: string[];
}

/** Who may shop (A11). */
export type ShopAccess =
  | ShopAccessOpen
  | ShopAccessCustomers
  | ShopAccessTagged;

/** Everybody. */
export interface ShopAccessOpenInput {
  kind: "open";
}

/** Customers alone. */
export interface ShopAccessCustomersInput {
  kind: "customers";
}

/** Customers with one of these tags. */
export interface ShopAccessTaggedInput {
  kind: "tagged";
  /** The tags; at least one. */
  tags: readonly string[];
}

/** Who may shop (A11). */
export type ShopAccessInput =
  | ShopAccessOpenInput
  | ShopAccessCustomersInput
  | ShopAccessTaggedInput;

/** One customer for whom a person acts, and whether that customer may shop through him. */
export interface ShopCustomer {
  /** Which. */
  customer: Uuid;
  /** The name to show. */
  name: string;
  /** The contact as whom he acts; none: he is the customer himself. */
  contact: Uuid | null;
  /** Why not; none: he may. */
  whyNot: WhyNot | null;
}

/** Whether a person may shop, and as whom. */
export interface ShopDecision {
  /** Whether he may. In a shop that is open to all, who is no customer yet may too. */
  allowed: boolean;
  /** Why he may not; none: he may. */
  whyNot: WhyNot | null;
  /** The customers for whom he acts here: offer him the choice where there are several (R17). */
  customers: ShopCustomer[];
  /** His wish to join, while it waits for staff. */
  joinRequest: Uuid | null;
}

/** Of what less was added than was wanted. */
export interface ShortLine {
  /** What. */
  variant: string;
  /** How much was wanted beyond what the order had. */
  wanted: Decimal;
  /** How much of that was added. */
  added: Decimal;
  /** Whether it is offered in the order's cycle at all. */
  offered: boolean;
}

/** A cycle, or one line of it, that is left out. The cycle may not exist yet (D5). */
export interface Skip {
  /** Which cycle. */
  what: SkipTarget;
  /** Which line; none: the whole order. */
  variant: string | null;
  /** Who skipped. */
  by: Author;
  /** When. */
  at: Instant;
}

/**
 * Leaves cycles out: `standing_orders.skip`. The whole order, or one line of it.
 *
 * A skip of one cycle whose order exists cancels that order; of several, say `openOrders` (R29).
 *
 * Errors: `limit_passed` (D14), `skip_limit` (R33), `open_orders_exist`, `unknown_reference`.
 */
export interface SkipCycles {
  /** At which enterprise. */
  enterprise: string;
  /** Which standing order. */
  standingOrder: Uuid;
  /** The version that the caller saw; none: whatever is there. */
  version?: number | null | undefined;
  /** These cycles. */
  cycles?: readonly Uuid[] | undefined;
  /** The cycles of these dates (R3), which need not exist yet. */
  dates?: readonly LocalDate[] | undefined;
  /** Only the line of this variant; none: the whole order. */
  variant?: string | null | undefined;
  /** What becomes of orders that are open in several cycles. */
  openOrders?: OpenOrders | null | undefined;
}

/** This one. */
export interface SkipTargetCycle {
  kind: "cycle";
  /** Its id. */
  cycle: Uuid;
}

/** The one of this date (R3). */
export interface SkipTargetDate {
  kind: "date";
  /** The date of close or collection, as the enterprise counts. */
  date: LocalDate;
}

/** How a skip names its cycle. */
export type SkipTarget =
  | SkipTargetCycle
  | SkipTargetDate;

/**
 * Parts a customer in two: `customers.split` (A6, R38). A new customer is made, and gets these
 * orders, with what they charged, and these standing orders; all else stays. An e-mail address,
 * code or user that finds this one since a merge may become the new one's own. Staff only. Every
 * fault is told at once.
 *
 * Errors: `already_exists` for a code in use, or an e-mail address in use unless `shareEmail`;
 * `unknown_reference` for what is not this customer's; `duplicate` for what is named twice;
 * `required` where nothing is named; `wrong_state` when he is erased or was merged into another;
 * `conflict` for a stale version.
 */
export interface SplitCustomer {
  /** At which enterprise. */
  enterprise: string;
  /** Which customer. */
  customer: Uuid;
  /** The version that the caller saw; none: whatever is there. */
  version?: number | null | undefined;
  /** What is known of the new one. */
  fields?: CustomerFields | undefined;
  /** Whether he may share his e-mail address with another, such as this one (A1). */
  shareEmail?: boolean | undefined;
  /** The orders that are the new one's; at most 1,000. */
  orders?: readonly Uuid[] | undefined;
  /**
   * The standing orders that are the new one's; at most 1,000. Their orders stay unless named.
   */
  standingOrders?: readonly Uuid[] | undefined;
  /** Whether payments, refunds and credits that name the orders go with them. */
  withPayments?: boolean | undefined;
}

/** One wanted line. */
export interface StandingLine {
  /** What. */
  variant: string;
  /** How much, a multiple of the variant's unit step. */
  quantity: Decimal;
  /** In every *n*th cycle (R7); 1: in every one. */
  every: number;
  /** The number of a cycle in which it is due, fixed at the line's first save (R7). */
  anchor: number;
}

/** Lines that a customer wants in every cycle of a series, or in picked cycles. */
export interface StandingOrder {
  /** Whose. */
  enterprise: string;
  /** Our id. */
  id: Uuid;
  /** Counts the enterprise's standing orders from 1. */
  number: number;
  /** Who wants it. */
  customer: Uuid;
  /** In every cycle of this series; none: in the picked cycles. */
  series: Uuid | null;
  /** The picked cycles. */
  cycles: Uuid[];
  /** Who distributes it (R15). */
  distributor: string;
  /** The first date, itself included (D4). */
  startsOn: LocalDate;
  /** The last date, itself included; none: open-ended. */
  endsOn: LocalDate | null;
  /** Whether it still makes orders. */
  state: StandingOrderState;
  /** Who makes them. */
  mode: Mode;
  /** Times without orders. */
  pauses: Pause[];
  /** Cycles, or single lines of cycles, that are left out. */
  skips: Skip[];
  /** What it holds, from which date on; sorted by that date, the first at the start (D6). */
  revisions: Revision[];
  /** Who made it. */
  createdBy: Author;
  /** When made. */
  createdAt: Instant;
  /** Raised by every change. */
  version: number;
}

/** Standing orders, in the order in which they were made. */
export interface StandingOrderPage {
  /** The rows, in the list's order. */
  items: StandingOrder[];
  /** Give it as `after` for the rows that follow; none: there are no more. */
  nextPage: string | null;
}

/** A saved standing order, and from which cycle on it holds. */
export interface StandingOrderSaved {
  /** The standing order. */
  standingOrder: StandingOrder;
  /** The first cycle that it holds in; none: no such cycle is made yet. */
  holdsFrom: CycleDates | null;
  /** Cycles that are open and that it came too late for, with the limit that passed (R32). */
  tooLateFor: CycleDates[];
}

/** Whether a standing order still makes orders. Pauses stand in their own list. */
export type StandingOrderState =
  /** It does. */
| "active"
  /** It makes none any more; what it made stays. */
| "ended";

/** A customer's entries of a period. */
export interface Statement {
  /** Whose. */
  customer: Uuid;
  /** The first day. */
  startsOn: LocalDate;
  /** The last day. */
  endsOn: LocalDate;
  /** Only what was written by then; ask with it again for the same statement. */
  asOf: Instant;
  /** The balance before the first day. */
  opening: Money;
  /** The entries by day, and as they were written. */
  postings: Posting[];
  /** The sum of what was owed more: zero or below. */
  debits: Money;
  /** The sum of what was owed less: zero or above. */
  credits: Money;
  /** The balance after the last day: opening, debits and credits together. */
  closing: Money;
}

/** The shares of a stock. */
export interface StockShares {
  /** What each gets, in the order given. */
  shares: Decimal[];
}

/** Why a walk came to an end. */
export type Stop =
  /** There are no more slots: COUNT, UNTIL, the last extra date, or the end of `between`. */
| "ended"
  /** The rule fires no more within `SILENT_YEARS` years. */
| "silent"
  /** `MAX_STEPS` are used up: go on from the mark. */
| "unfinished";

/** One supplier of a cycle. */
export interface Supply {
  /** Who supplies. */
  supplier: string;
  /** What. */
  variants: string[];
}

/** Who supplies what. */
export interface SupplyInput {
  /** Who supplies. */
  supplier: string;
  /** The variants. */
  variants: readonly string[];
}

/** What became of a tag. */
export interface TagChanged {
  /** The tag: as it is called now, or was called. */
  tag: string;
  /** How many customers were changed. */
  customers: number;
}

/** A tag with the customers who have it. */
export interface TagCount {
  /** The tag, in the spelling of whoever gave it first. */
  tag: string;
  /** How many customers have it. */
  customers: number;
}

/** Tags, in alphabetical order ignoring case and accents. */
export interface TagPage {
  /** The rows, in the list's order. */
  items: TagCount[];
  /** Give it as `after` for the rows that follow; none: there are no more. */
  nextPage: string | null;
}

/** What became of pairs and orders. */
export interface Tally {
  /** Orders generated. */
  generated: number;
  /** Standing orders whose lines joined another order. */
  combined: number;
  /** Pairs of which nothing was available. */
  empty: number;
  /** Pairs skipped. */
  skipped: number;
  /** Pairs paused. */
  paused: number;
  /** Pairs without a due line. */
  notDue: number;
  /** Pairs whose distributor is not in the cycle. */
  notDistributed: number;
  /** Pairs of cycles that were missed. */
  missed: number;
  /** Pairs that failed and will be tried again. */
  failed: number;
  /** Orders placed. */
  placed: number;
  /** Orders held at close. */
  held: number;
}

/** What each cycle of a series is made of. Copied when the cycle is made (R10). */
export interface Template {
  /** Who distributes what. */
  outgoing: TemplateExchange[];
  /** Who supplies. */
  incoming: Supply[];
}

/** One distributor of a template. */
export interface TemplateExchange {
  /** Who distributes. */
  distributor: string;
  /** When customers collect, reckoned from the close. */
  collection: CollectionRule | null;
  /** What is charged beside the goods. */
  fees: Fee[];
  /** What is offered. */
  offers: TemplateOffer[];
}

/** One distributor of a template. */
export interface TemplateExchangeInput {
  /** Who distributes. */
  distributor: string;
  /** When customers collect, reckoned from the close. */
  collection?: CollectionRule | null | undefined;
  /** What is charged beside the goods. */
  fees?: readonly FeeInput[] | undefined;
  /** What is offered, each variant once. */
  offers?: readonly OfferInput[] | undefined;
}

/** What each cycle of a series is made of. */
export interface TemplateInput {
  /** Who distributes what, each distributor once. */
  outgoing?: readonly TemplateExchangeInput[] | undefined;
  /** Who supplies, each supplier once. */
  incoming?: readonly SupplyInput[] | undefined;
}

/** One offer of a template. */
export interface TemplateOffer {
  /** What. */
  variant: string;
  /** The price of one unit. */
  price: Money;
  /** How much there is in a cycle; none: unlimited. */
  stock: Decimal | null;
}

/**
 * Does all that is due now: `tick`. System only.
 *
 * Call it as often as you like, late, twice, or from many workers: nothing is done twice. When
 * the answer says `more`, call again; else nothing needs a call before `nextAt`.
 */
export interface Tick {
  /** How many batches at most: 1 to 100,000, usually 1,000. The rest is reported as `more`. */
  batches?: number | null | undefined;
  /** How many standing orders or orders a batch: 1 to 10,000, usually 500. */
  batchSize?: number | null | undefined;
}

/** What a tick did, and when the next one has work. */
export interface TickReport {
  /** The time for which it ticked. */
  now: Instant;
  /** Batches worked off, each in a transaction of its own. */
  batches: number;
  /** Cycles that opened. */
  opened: number;
  /** Cycles that closed. */
  closed: number;
  /** Cycles made ahead in series. */
  cyclesMade: number;
  /** What became of pairs and orders. */
  tally: Tally;
  /** What could not be done and was put off. */
  problems: Problem[];
  /** Whether work that is due is left, because the tick was bounded: tick again. */
  more: boolean;
  /** When the next work is due; none: nothing is. */
  nextAt: Instant | null;
}

/**
 * Shows a standing order's past cycles with what became of them, and the coming ones with what
 * will: `standing_orders.timeline` (D9).
 *
 * Errors: `not_found`.
 */
export interface Timeline {
  /** At which enterprise. */
  enterprise: string;
  /** Which standing order. */
  standingOrder: Uuid;
}

/** One cycle of a timeline. */
export interface TimelineEntry {
  /** When the cycle opens. */
  opensAt: Instant;
  /** When it closes. */
  closesAt: Instant;
  /** What happened, or will happen. */
  explanation: Explanation;
}

/** A standing order's cycles, in the order of their openings. */
export interface TimelinePage {
  /** The cycles. */
  items: TimelineEntry[];
}

/**
 * Takes skips back: `standing_orders.unskip`, until the limit. An order that the skip cancelled
 * is revived at the next tick under its old id (R29).
 *
 * Errors: `wrong_state` when nothing of it is skipped, `limit_passed`.
 */
export interface UnskipCycles {
  /** At which enterprise. */
  enterprise: string;
  /** Which standing order. */
  standingOrder: Uuid;
  /** The version that the caller saw; none: whatever is there. */
  version?: number | null | undefined;
  /** These cycles. */
  cycles?: readonly Uuid[] | undefined;
  /** The cycles of these dates. */
  dates?: readonly LocalDate[] | undefined;
  /** Only the line of this variant; none: the whole order. */
  variant?: string | null | undefined;
}

/**
 * Changes a customer: `customers.update`. What is left out stays.
 *
 * Errors: `conflict` for a stale version; `already_exists` as in `CreateCustomer`; `wrong_state`
 * when he is erased or was merged into another.
 */
export interface UpdateCustomer {
  /** At which enterprise. */
  enterprise: string;
  /** Which customer. */
  customer: Uuid;
  /** The version that the caller saw; none: whatever is there (R35). */
  version?: number | null | undefined;
  /** What changes. */
  fields?: CustomerFields | undefined;
  /** As in `CreateCustomer`. */
  shareEmail?: boolean | undefined;
}

/**
 * Changes an enterprise: `enterprises.update`. What is left out stays. Series keep their own
 * zone (R2), so a new zone moves no cycle.
 *
 * Errors: `conflict` for a stale version, `currency_fixed` (R20), `unknown_zone`.
 */
export interface UpdateEnterprise {
  /** The host's id of it. */
  enterprise: string;
  /** The version that the caller saw; none: whatever is there. */
  version?: number | null | undefined;
  /** Its name. */
  name?: string | undefined;
  /** Its zone. */
  zone?: string | undefined;
  /** Its currency, while no offer, order or entry of the ledger exists. */
  currency?: string | undefined;
  /** What it settles anew. */
  settings?: SettingsPatch | undefined;
}

/**
 * Changes what is offered in an upcoming or open cycle: `cycles.update_offers`. All or none.
 *
 * A new price holds for lines that come in from now on; lines already there keep theirs (R24). A
 * new stock moves what is free by the difference.
 *
 * Errors: `conflict` for a stale version; `insufficient_stock` for a stock below what is
 * claimed; `wrong_state` for a cycle in another state, or when orders hold an offer that is to
 * go.
 */
export interface UpdateOffers {
  /** Whose. */
  enterprise: string;
  /** In which cycle. */
  cycle: Uuid;
  /** The version of the cycle that the caller saw; none: whatever is there (R35). */
  version?: number | null | undefined;
  /** The offers that change or are new, each once. */
  offers?: readonly OfferPatch[] | undefined;
  /** The offers that go. */
  removed?: readonly OfferName[] | undefined;
}

/**
 * Changes a series: `series.update`. What is left out stays. Cycles that exist keep what they
 * have; a new template reaches those not made yet (R10).
 *
 * Errors: `conflict` for a stale version; as in `CreateSeries`.
 */
export interface UpdateSeries {
  /** Whose. */
  enterprise: string;
  /** Which. */
  series: Uuid;
  /** The version that the caller saw; none: whatever is there (R35). */
  version?: number | null | undefined;
  /** What staff call it. */
  name?: string | undefined;
  /** How many cycles are kept ready; more are made at once. */
  keepAhead?: number | undefined;
  /** What each new cycle is made of: the whole template. */
  template?: TemplateInput | undefined;
}

/** A sellable product variant of the host's shop. */
export interface Variant {
  /** Whose shop. */
  enterprise: string;
  /** The host's id. */
  id: string;
  /** What sheets and notices call it. */
  name: string;
  /** The enterprise that supplies it. */
  supplier: string | null;
  /** Its category. */
  category: string | null;
  /** What quantities are multiples of: 1 for pieces, 0.25 for quarter kilograms. */
  unitStep: Decimal;
  /** Kilograms a unit, for fees by weight. */
  weight: Decimal | null;
  /** Tags, sorted. */
  tags: string[];
  /** Raised by every change. */
  version: number;
}

/** One variant, as the host's shop has it. */
export interface VariantInput {
  /** The host's id. */
  id: string;
  /** What sheets and notices call it. */
  name: string;
  /** The enterprise that supplies it. */
  supplier?: string | null | undefined;
  /** Its category. */
  category?: string | null | undefined;
  /** What quantities are multiples of; usually 1. */
  unitStep?: Decimal | null | undefined;
  /** Kilograms a unit. */
  weight?: Decimal | null | undefined;
  /** Tags. */
  tags?: readonly string[] | undefined;
}

/** Variants, in the order of their ids. */
export interface VariantPage {
  /** The rows, in the list's order. */
  items: Variant[];
  /** Give it as `after` for the rows that follow; none: there are no more. */
  nextPage: string | null;
}

/** How many variants were saved. */
export interface VariantsSaved {
  /** Those that are new. */
  created: number;
  /** Those that were known and differ now. */
  updated: number;
}

/** What a standing order wants of a variant now. */
export interface WantedLine {
  /** What. */
  variant: string;
  /** How much. */
  quantity: Decimal;
}

/** A day of the week. */
export type Weekday =
  /** `MO` in a rule. */
| "monday"
  /** `TU` in a rule. */
| "tuesday"
  /** `WE` in a rule. */
| "wednesday"
  /** `TH` in a rule. */
| "thursday"
  /** `FR` in a rule. */
| "friday"
  /** `SA` in a rule. */
| "saturday"
  /** `SU` in a rule. */
| "sunday";

/** It is due: its lines are in range, and nothing stands against it. */
export interface WhyDue {
  kind: "due";
  /** The first date of the revision that holds. */
  revision: LocalDate;
}

/** It was made from the revision that holds. */
export interface WhyGenerated {
  kind: "generated";
  /** The first date of that revision. */
  revision: LocalDate;
}

/** Its lines joined an order that the customer had open. */
export interface WhyCombined {
  kind: "combined";
}

/** Nothing of what was asked was available. */
export interface WhyNothingAvailable {
  kind: "nothing_available";
}

/** The cycle was left out. */
export interface WhySkipped {
  kind: "skipped";
  /** By whom. */
  by: Author;
}

/** Every line was taken out of the order. */
export interface WhyEmptiedBy {
  kind: "emptied_by";
  /** By whom. */
  by: Author;
}

/** The order was cancelled. */
export interface WhyCancelledBy {
  kind: "cancelled_by";
  /** By whom. */
  by: Author;
}

/** The order was taken out of the standing order (R27). */
export interface WhyDetached {
  kind: "detached";
  /** By whom. */
  by: Author;
}

/** It is paused. */
export interface WhyPaused {
  kind: "paused";
  /** From this date. */
  startsOn: LocalDate;
  /** Until this date, itself included; none: until further notice. */
  endsOn: LocalDate | null;
}

/** None of its lines is due in a cycle of this number. */
export interface WhyNoLineDue {
  kind: "no_line_due";
  /** The cycle's number; none: it was attached by hand. */
  number: number | null;
}

/** Its distributor is not in the cycle. */
export interface WhyNotDistributed {
  kind: "not_distributed";
  /** The distributor. */
  distributor: string;
}

/** The cycle is neither of its series nor picked. */
export interface WhyNotInSeries {
  kind: "not_in_series";
  /** The cycle. */
  cycle: Uuid;
}

/** The cycle's date lies before its start. */
export interface WhyBeforeStart {
  kind: "before_start";
  /** The cycle's date. */
  date: LocalDate;
  /** The start. */
  startsOn: LocalDate;
}

/** The cycle's date lies after its end. */
export interface WhyAfterEnd {
  kind: "after_end";
  /** The cycle's date. */
  date: LocalDate;
  /** The end. */
  endsOn: LocalDate;
}

/** It was made after its maker's limit for this cycle: the customer's, or the close (R32). */
export interface WhyAfterLimit {
  kind: "after_limit";
  /** The limit. */
  limit: Instant;
}

/** It has ended. */
export interface WhyEnded {
  kind: "ended";
}

/** Its orders are made by hand. */
export interface WhyManual {
  kind: "manual";
}

/** The cycle was cancelled. */
export interface WhyCycleCancelled {
  kind: "cycle_cancelled";
}

/** The cycle closed before the standing order could be worked off. */
export interface WhyCycleClosed {
  kind: "cycle_closed";
}

/** The cycle opened and closed while nothing ticked (R25). */
export interface WhyMissed {
  kind: "missed";
}

/** It could not be worked off. */
export interface WhyFailed {
  kind: "failed";
  /** The error's code. */
  code: string;
  /** What was wrong. */
  message: string;
}

/**
 * The reason of an outcome. Its `rule` is the id of the rule that decided, its `Display` a
 * sentence for people.
 */
export type Why =
  | WhyDue
  | WhyGenerated
  | WhyCombined
  | WhyNothingAvailable
  | WhySkipped
  | WhyEmptiedBy
  | WhyCancelledBy
  | WhyDetached
  | WhyPaused
  | WhyNoLineDue
  | WhyNotDistributed
  | WhyNotInSeries
  | WhyBeforeStart
  | WhyAfterEnd
  | WhyAfterLimit
  | WhyEnded
  | WhyManual
  | WhyCycleCancelled
  | WhyCycleClosed
  | WhyMissed
  | WhyFailed;

/** Why somebody may not shop. */
export type WhyNot =
  /** He is no customer, and the shop is for customers. */
| "no_customer"
  /** The customer has none of the tags that the shop asks for. */
| "not_tagged"
  /** The customer is archived, and the shop is not open to all. */
| "archived"
  /** He is a contact who may only look. */
| "view_only";

