// Made by `cargo xtask gen` from the catalogue of operations: do not edit.

// Each method has the name of its operation, the type of its request and that of its answer.

/** The methods of a hub, by area; those of the area "" are methods of the hub itself. */
export const AREAS = {
  enterprises: {
    create: ["enterprises.create", "CreateEnterprise", "Enterprise"],
    get: ["enterprises.get", "GetEnterprise", "Enterprise"],
    update: ["enterprises.update", "UpdateEnterprise", "Enterprise"],
    list: ["enterprises.list", "ListEnterprises", "EnterprisePage"],
  },
  variants: {
    save: ["variants.save", "SaveVariants", "VariantsSaved"],
    list: ["variants.list", "ListVariants", "VariantPage"],
  },
  customers: {
    create: ["customers.create", "CreateCustomer", "Customer"],
    get: ["customers.get", "GetCustomer", "Customer"],
    update: ["customers.update", "UpdateCustomer", "Customer"],
    list: ["customers.list", "ListCustomers", "CustomerPage"],
    setCodes: ["customers.set_codes", "SetCodes", "CodesSet"],
    addNote: ["customers.add_note", "AddNote", "CustomerNote"],
    editNote: ["customers.edit_note", "EditNote", "CustomerNote"],
    removeNote: ["customers.remove_note", "RemoveNote", "CustomerNote"],
    listNotes: ["customers.list_notes", "ListNotes", "CustomerNotePage"],
    archive: ["customers.archive", "ArchiveCustomer", "Customer"],
    restore: ["customers.restore", "RestoreCustomer", "Customer"],
    remove: ["customers.remove", "RemoveCustomer", "CustomerRemoved"],
    erase: ["customers.erase", "EraseCustomer", "Customer"],
    saveContact: ["customers.save_contact", "SaveContact", "Contact"],
    removeContact: ["customers.remove_contact", "RemoveContact", "Contact"],
    listContacts: ["customers.list_contacts", "ListContacts", "ContactList"],
    ofUser: ["customers.of_user", "CustomersOfUser", "OwnCustomers"],
    setConsent: ["customers.set_consent", "SetConsent", "Customer"],
    changesSince: ["customers.changes_since", "CustomerChangesSince", "CustomerChanges"],
    mayShop: ["customers.may_shop", "MayShop", "ShopDecision"],
    linkOrders: ["customers.link_orders", "LinkOrders", "OrdersLinked"],
    history: ["customers.history", "CustomerHistory", "HistoryPage"],
  },
  customerFields: {
    save: ["customer_fields.save", "SaveCustomerField", "CustomerField"],
    list: ["customer_fields.list", "ListCustomerFields", "CustomerFieldList"],
    remove: ["customer_fields.remove", "RemoveCustomerField", "CustomerFieldRemoved"],
  },
  tags: {
    list: ["tags.list", "ListTags", "TagPage"],
    rename: ["tags.rename", "RenameTag", "TagChanged"],
    remove: ["tags.remove", "RemoveTag", "TagChanged"],
  },
  joinRequests: {
    create: ["join_requests.create", "CreateJoinRequest", "JoinRequest"],
    list: ["join_requests.list", "ListJoinRequests", "JoinRequestPage"],
    approve: ["join_requests.approve", "ApproveJoinRequest", "JoinApproved"],
    refuse: ["join_requests.refuse", "RefuseJoinRequest", "JoinRequest"],
  },
  series: {
    create: ["series.create", "CreateSeries", "SeriesWithCycles"],
    get: ["series.get", "GetSeries", "Series"],
    list: ["series.list", "ListSeries", "SeriesPage"],
    update: ["series.update", "UpdateSeries", "SeriesWithCycles"],
    finish: ["series.finish", "FinishSeries", "Series"],
    cycles: ["series.cycles", "ListSeriesCycles", "SeriesCyclePage"],
    attach: ["series.attach", "AttachCycle", "SeriesCycleView"],
    detach: ["series.detach", "DetachCycle", "SeriesCycleView"],
    preview: ["series.preview", "PreviewSeries", "SeriesPreview"],
  },
  cycles: {
    create: ["cycles.create", "CreateCycle", "CycleWithOffers"],
    get: ["cycles.get", "GetCycle", "CycleWithOffers"],
    list: ["cycles.list", "ListCycles", "CyclePage"],
    updateOffers: ["cycles.update_offers", "UpdateOffers", "CycleWithOffers"],
    outcomes: ["cycles.outcomes", "ListOutcomes", "OutcomePage"],
  },
  standingOrders: {
    create: ["standing_orders.create", "CreateStandingOrder", "StandingOrderSaved"],
    get: ["standing_orders.get", "GetStandingOrder", "StandingOrder"],
    list: ["standing_orders.list", "ListStandingOrders", "StandingOrderPage"],
    revise: ["standing_orders.revise", "ReviseStandingOrder", "StandingOrderSaved"],
    skip: ["standing_orders.skip", "SkipCycles", "StandingOrderSaved"],
    unskip: ["standing_orders.unskip", "UnskipCycles", "StandingOrderSaved"],
    pause: ["standing_orders.pause", "PauseStandingOrder", "StandingOrderSaved"],
    resume: ["standing_orders.resume", "ResumeStandingOrder", "StandingOrderSaved"],
    finish: ["standing_orders.finish", "FinishStandingOrder", "StandingOrderSaved"],
    explain: ["standing_orders.explain", "Explain", "Explanation"],
    timeline: ["standing_orders.timeline", "Timeline", "TimelinePage"],
  },
  orders: {
    record: ["orders.record", "RecordOrder", "OrderWithLines"],
    get: ["orders.get", "GetOrder", "OrderWithLines"],
    list: ["orders.list", "ListOrders", "OrderWithLinesPage"],
    edit: ["orders.edit", "EditOrder", "OrderWithLines"],
    cancel: ["orders.cancel", "CancelOrder", "OrderWithLines"],
    confirm: ["orders.confirm", "ConfirmOrder", "OrderWithLines"],
    release: ["orders.release", "ReleaseOrder", "OrderWithLines"],
    createAhead: ["orders.create_ahead", "OrdersAhead", "OrderWithLinesPage"],
    duplicate: ["orders.duplicate", "DuplicateOrder", "OrderWithLinesPage"],
    adopt: ["orders.adopt", "AdoptOrder", "OrderWithLines"],
    detach: ["orders.detach", "DetachOrder", "OrderWithLines"],
  },
  pastOrders: {
    record: ["past_orders.record", "RecordPastOrders", "PastOrdersRecorded"],
    list: ["past_orders.list", "ListPastOrders", "PastOrderPage"],
  },
  ledger: {
    record: ["ledger.record", "RecordPosting", "Posting"],
    reverse: ["ledger.reverse", "ReversePosting", "Posting"],
    list: ["ledger.list", "ListPostings", "PostingPage"],
    balance: ["ledger.balance", "GetBalance", "Balance"],
    statement: ["ledger.statement", "GetStatement", "Statement"],
  },
  notices: {
    list: ["notices.list", "ListNotices", "NoticePage"],
    lease: ["notices.lease", "LeaseNotices", "NoticeBatch"],
    acknowledge: ["notices.acknowledge", "AcknowledgeNotice", "NoticeView"],
    reportFailure: ["notices.report_failure", "ReportFailure", "NoticeView"],
    requeue: ["notices.requeue", "RequeueNotice", "NoticeView"],
  },
  changes: {
    list: ["changes.list", "ListChanges", "ChangePage"],
  },
  "": {
    tick: ["tick", "Tick", "TickReport"],
  },
  testClock: {
    advance: ["test_clock.advance", "AdvanceClock", "ClockReport"],
  },
};

/** The pure rules. */
export const RULES = {
  occurrences: ["rules.occurrences", "ListOccurrences", "Occurrences"],
  planCycles: ["rules.plan_cycles", "PlanCycles", "CyclePlan"],
  planOpen: ["rules.plan_open", "PlanOpen", "OpenPlan"],
  planClose: ["rules.plan_close", "PlanClose", "ClosePlan"],
  explain: ["rules.explain", "ExplainPair", "PairExplained"],
  merge: ["rules.merge", "MergeLines", "MergePlan"],
  share: ["rules.share", "ShareStock", "StockShares"],
};
