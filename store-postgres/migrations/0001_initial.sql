-- The tables of Milkround in PostgreSQL, and views for people who read them. The same tables as
-- SQLite's, column by column.
--
-- Money is a whole number of minor units (pence, cents), a quantity of millionths, an instant of
-- milliseconds since 1970 in UTC, a truth 0 or 1; what has no column of its own is JSON, kept
-- as the text that it came as. The views at the end show all that readably.
--
-- Texts are compared byte by byte and NULL comes first, as in every store.
--
-- enterprise_id is the number of an enterprise; the host's own id of it stands in
-- enterprises.host_id alone. It leads every key.
--
-- References are checked at commit, by the key of what they refer to. Notices, changes, due work
-- and answers refer to nothing: they outlive what they speak of.
--
-- A table's key is made after its other indexes: where the planner knows nothing of the data and
-- finds two indexes alike, it takes the younger.
--
-- Applied with search_path at the schema they belong in: nothing here names it.

CREATE TABLE enterprises (
    enterprise_id bigint NOT NULL,
    name text COLLATE "C" NOT NULL,
    zone text COLLATE "C" NOT NULL,
    currency text COLLATE "C" NOT NULL,
    settings text COLLATE "C" NOT NULL,
    created_at bigint NOT NULL,
    version bigint NOT NULL,
    host_id text COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX enterprises_by_host_id ON enterprises (host_id);
ALTER TABLE enterprises ADD PRIMARY KEY (enterprise_id);

-- The columns …_key and words are what rows are found and sorted by: without accents, in
-- lower case.
CREATE TABLE customers (
    enterprise_id bigint NOT NULL,
    id uuid NOT NULL,
    email text COLLATE "C",
    email_default bigint NOT NULL CHECK (email_default IN (0, 1)),
    code text COLLATE "C",
    first_name text COLLATE "C",
    last_name text COLLATE "C",
    company text COLLATE "C",
    phone text COLLATE "C",
    billing_address text COLLATE "C",
    shipping_address text COLLATE "C",
    shipping_method text COLLATE "C",
    payment_method text COLLATE "C",
    delivery_run text COLLATE "C",
    tags text COLLATE "C" NOT NULL,
    custom text COLLATE "C" NOT NULL,
    language text COLLATE "C",
    tax_number text COLLATE "C",
    company_number text COLLATE "C",
    "user" text COLLATE "C",
    consent text COLLATE "C" NOT NULL,
    consent_at bigint,
    consent_by text COLLATE "C",
    archived_at bigint,
    erased_at bigint,
    merged_into uuid,
    aliases text COLLATE "C" NOT NULL,
    created_at bigint NOT NULL,
    version bigint NOT NULL,
    email_key text COLLATE "C",
    default_key text COLLATE "C",
    code_key text COLLATE "C",
    name_key text COLLATE "C" NOT NULL,
    first_name_key text COLLATE "C",
    last_name_key text COLLATE "C",
    company_key text COLLATE "C",
    phone_key text COLLATE "C",
    run_key text COLLATE "C",
    tags_key text COLLATE "C",
    aliases_key text COLLATE "C",
    words text COLLATE "C" NOT NULL,
    FOREIGN KEY (enterprise_id) REFERENCES enterprises DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX customers_by_default_email ON customers
    (enterprise_id, default_key NULLS FIRST);
CREATE UNIQUE INDEX customers_by_code ON customers (enterprise_id, code_key NULLS FIRST);
CREATE INDEX customers_by_email ON customers (enterprise_id, email_key NULLS FIRST, id);
CREATE INDEX customers_by_name ON customers (enterprise_id, name_key, id);
CREATE INDEX customers_by_first_name ON customers (enterprise_id, first_name_key NULLS FIRST, id);
CREATE INDEX customers_by_last_name ON customers (enterprise_id, last_name_key NULLS FIRST, id);
CREATE INDEX customers_by_company ON customers (enterprise_id, company_key NULLS FIRST, id);
CREATE INDEX customers_by_codes ON customers (enterprise_id, code_key NULLS FIRST, id);
CREATE INDEX customers_by_phone ON customers (enterprise_id, phone_key NULLS FIRST, id);
CREATE INDEX customers_by_run ON customers (enterprise_id, run_key NULLS FIRST, id);
CREATE INDEX customers_by_tags ON customers (enterprise_id, tags_key NULLS FIRST, id);
CREATE INDEX customers_by_created ON customers (enterprise_id, created_at, id);
CREATE INDEX customers_by_archived ON customers (enterprise_id, archived_at NULLS FIRST, id);
CREATE INDEX customers_by_user ON customers (enterprise_id, "user" NULLS FIRST, id);
CREATE INDEX customers_by_merged ON customers (enterprise_id, merged_into NULLS FIRST, id);
ALTER TABLE customers ADD PRIMARY KEY (enterprise_id, id);
ALTER TABLE customers ADD FOREIGN KEY (enterprise_id, merged_into) REFERENCES customers
    DEFERRABLE INITIALLY DEFERRED;

-- The words by which customers are found.
CREATE TABLE customer_words (
    enterprise_id bigint NOT NULL,
    word text COLLATE "C" NOT NULL,
    customer uuid NOT NULL,
    FOREIGN KEY (enterprise_id, customer) REFERENCES customers DEFERRABLE INITIALLY DEFERRED
);
ALTER TABLE customer_words ADD PRIMARY KEY (enterprise_id, word, customer);

-- The last number drawn of each sort: customers' codes, places in the feed.
CREATE TABLE counters (
    enterprise_id bigint NOT NULL,
    name text COLLATE "C" NOT NULL,
    last bigint NOT NULL,
    FOREIGN KEY (enterprise_id) REFERENCES enterprises DEFERRABLE INITIALLY DEFERRED
);
ALTER TABLE counters ADD PRIMARY KEY (enterprise_id, name);

-- The fields that a hub defines for its customers. What they hold stands in customers.custom, and
-- in customer_values as text that sorts right byte by byte.
CREATE TABLE customer_fields (
    enterprise_id bigint NOT NULL,
    field text COLLATE "C" NOT NULL,
    label text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    choices text COLLATE "C" NOT NULL,
    position bigint NOT NULL,
    version bigint NOT NULL,
    FOREIGN KEY (enterprise_id) REFERENCES enterprises DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX customer_fields_by_position ON customer_fields (enterprise_id, position, field);
ALTER TABLE customer_fields ADD PRIMARY KEY (enterprise_id, field);

CREATE TABLE customer_values (
    enterprise_id bigint NOT NULL,
    field text COLLATE "C" NOT NULL,
    sort_key text COLLATE "C" NOT NULL,
    customer uuid NOT NULL,
    FOREIGN KEY (enterprise_id, field) REFERENCES customer_fields DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (enterprise_id, customer) REFERENCES customers DEFERRABLE INITIALLY DEFERRED
);
ALTER TABLE customer_values ADD PRIMARY KEY (enterprise_id, field, sort_key, customer);

-- What staff note about customers, who never see it.
CREATE TABLE customer_notes (
    enterprise_id bigint NOT NULL,
    id uuid NOT NULL,
    customer uuid NOT NULL,
    text text COLLATE "C" NOT NULL,
    "by" text COLLATE "C" NOT NULL,
    at bigint NOT NULL,
    edited_by text COLLATE "C",
    edited_at bigint,
    version bigint NOT NULL,
    FOREIGN KEY (enterprise_id, customer) REFERENCES customers DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX customer_notes_by_customer ON customer_notes (enterprise_id, customer, id);
ALTER TABLE customer_notes ADD PRIMARY KEY (enterprise_id, id);

-- The tags of customers. tag_key is the name without case and accents; who has which stands in
-- customers.tags, and in customer_tags to be found by.
CREATE TABLE tags (
    enterprise_id bigint NOT NULL,
    name text COLLATE "C" NOT NULL,
    tag_key text COLLATE "C" NOT NULL,
    FOREIGN KEY (enterprise_id) REFERENCES enterprises DEFERRABLE INITIALLY DEFERRED
);
ALTER TABLE tags ADD PRIMARY KEY (enterprise_id, tag_key);

CREATE TABLE customer_tags (
    enterprise_id bigint NOT NULL,
    tag_key text COLLATE "C" NOT NULL,
    customer uuid NOT NULL,
    FOREIGN KEY (enterprise_id, tag_key) REFERENCES tags DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (enterprise_id, customer) REFERENCES customers DEFERRABLE INITIALLY DEFERRED
);
ALTER TABLE customer_tags ADD PRIMARY KEY (enterprise_id, tag_key, customer);

-- Selections of customers that a hub keeps. filter is JSON, as customers.list takes it; name_key
-- is the name without case and accents.
CREATE TABLE selections (
    enterprise_id bigint NOT NULL,
    name text COLLATE "C" NOT NULL,
    filter text COLLATE "C" NOT NULL CHECK (filter::json IS NOT NULL),
    version bigint NOT NULL,
    name_key text COLLATE "C" NOT NULL,
    FOREIGN KEY (enterprise_id) REFERENCES enterprises DEFERRABLE INITIALLY DEFERRED
);
ALTER TABLE selections ADD PRIMARY KEY (enterprise_id, name_key);

-- What those were known by who were merged into a customer: customers.aliases has it
-- as it was written.
CREATE TABLE customer_aliases (
    enterprise_id bigint NOT NULL,
    kind text COLLATE "C" NOT NULL,
    alias_key text COLLATE "C" NOT NULL,
    customer uuid NOT NULL,
    FOREIGN KEY (enterprise_id, customer) REFERENCES customers DEFERRABLE INITIALLY DEFERRED
);
ALTER TABLE customer_aliases ADD PRIMARY KEY (enterprise_id, kind, alias_key, customer);

-- Where each customer stands in the feed of changes, the gone ones too: it outlives them.
CREATE TABLE customer_feed (
    enterprise_id bigint NOT NULL,
    customer uuid NOT NULL,
    number bigint NOT NULL,
    first bigint NOT NULL,
    gone bigint NOT NULL CHECK (gone IN (0, 1)),
    FOREIGN KEY (enterprise_id) REFERENCES enterprises DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX customer_feed_by_number ON customer_feed (enterprise_id, number);
ALTER TABLE customer_feed ADD PRIMARY KEY (enterprise_id, customer);

-- Who acts for a customer beside himself.
CREATE TABLE contacts (
    enterprise_id bigint NOT NULL,
    id uuid NOT NULL,
    customer uuid NOT NULL,
    email text COLLATE "C",
    "user" text COLLATE "C",
    name text COLLATE "C",
    access text COLLATE "C" NOT NULL,
    created_at bigint NOT NULL,
    version bigint NOT NULL,
    email_key text COLLATE "C",
    FOREIGN KEY (enterprise_id, customer) REFERENCES customers DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX contacts_by_customer ON contacts (enterprise_id, customer, id);
CREATE INDEX contacts_by_email ON contacts (enterprise_id, email_key NULLS FIRST, id);
CREATE INDEX contacts_by_user ON contacts (enterprise_id, "user" NULLS FIRST, id);
ALTER TABLE contacts ADD PRIMARY KEY (enterprise_id, id);

-- Wishes to become a customer. They refer to nobody: they outlive whom they speak of.
CREATE TABLE join_requests (
    enterprise_id bigint NOT NULL,
    id uuid NOT NULL,
    email text COLLATE "C",
    "user" text COLLATE "C",
    first_name text COLLATE "C",
    last_name text COLLATE "C",
    message text COLLATE "C",
    state text COLLATE "C" NOT NULL,
    customer uuid,
    reason text COLLATE "C",
    asked_at bigint NOT NULL,
    decided_at bigint,
    decided_by text COLLATE "C",
    version bigint NOT NULL,
    email_key text COLLATE "C",
    waiting_key text COLLATE "C",
    FOREIGN KEY (enterprise_id) REFERENCES enterprises DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX join_requests_by_waiting ON join_requests
    (enterprise_id, waiting_key NULLS FIRST);
CREATE INDEX join_requests_by_email ON join_requests (enterprise_id, email_key NULLS FIRST, id);
CREATE INDEX join_requests_by_customer ON join_requests (enterprise_id, customer NULLS FIRST, id);
CREATE INDEX join_requests_by_state ON join_requests (enterprise_id, state, id);
ALTER TABLE join_requests ADD PRIMARY KEY (enterprise_id, id);

-- The host's variants, by the host's ids.
CREATE TABLE variants (
    enterprise_id bigint NOT NULL,
    id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    supplier text COLLATE "C",
    category text COLLATE "C",
    unit_step bigint NOT NULL,
    weight bigint,
    tags text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    FOREIGN KEY (enterprise_id) REFERENCES enterprises DEFERRABLE INITIALLY DEFERRED
);
ALTER TABLE variants ADD PRIMARY KEY (enterprise_id, id);

CREATE TABLE series (
    enterprise_id bigint NOT NULL,
    id uuid NOT NULL,
    name text COLLATE "C" NOT NULL,
    schedule text COLLATE "C",
    template text COLLATE "C" NOT NULL,
    keep_ahead bigint NOT NULL,
    progress text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    ending_told bigint NOT NULL CHECK (ending_told IN (0, 1)),
    created_at bigint NOT NULL,
    version bigint NOT NULL,
    FOREIGN KEY (enterprise_id) REFERENCES enterprises DEFERRABLE INITIALLY DEFERRED
);
ALTER TABLE series ADD PRIMARY KEY (enterprise_id, id);

-- opens_local and closes_local are the wall clock of the zone.
CREATE TABLE cycles (
    enterprise_id bigint NOT NULL,
    id uuid NOT NULL,
    name text COLLATE "C" NOT NULL,
    zone text COLLATE "C" NOT NULL,
    opens_at bigint NOT NULL,
    closes_at bigint NOT NULL,
    opens_local text COLLATE "C" NOT NULL,
    closes_local text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    opened_late bigint NOT NULL CHECK (opened_late IN (0, 1)),
    missed text COLLATE "C",
    outgoing text COLLATE "C" NOT NULL,
    incoming text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    FOREIGN KEY (enterprise_id) REFERENCES enterprises DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX cycles_by_opening ON cycles (enterprise_id, opens_at, id);
CREATE INDEX cycles_by_state ON cycles (enterprise_id, state, closes_at, id);
ALTER TABLE cycles ADD PRIMARY KEY (enterprise_id, id);

-- Which cycles belong to which series. number and nominal are the slot of the rule.
CREATE TABLE series_cycles (
    enterprise_id bigint NOT NULL,
    series uuid NOT NULL,
    cycle uuid NOT NULL,
    number bigint,
    nominal text COLLATE "C",
    opens_at bigint NOT NULL,
    FOREIGN KEY (enterprise_id, series) REFERENCES series DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (enterprise_id, cycle) REFERENCES cycles DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX series_cycles_by_nominal ON series_cycles
    (enterprise_id, series, nominal NULLS FIRST);
CREATE INDEX series_cycles_by_opening ON series_cycles (enterprise_id, series, opens_at, cycle);
CREATE INDEX series_cycles_by_cycle ON series_cycles (enterprise_id, cycle, series);
ALTER TABLE series_cycles ADD PRIMARY KEY (enterprise_id, series, cycle);

-- What a distributor offers in a cycle. stock is how much there is in all, free how much of it
-- nobody has claimed; both are null where there is no limit.
CREATE TABLE offers (
    enterprise_id bigint NOT NULL,
    cycle uuid NOT NULL,
    distributor text COLLATE "C" NOT NULL,
    variant text COLLATE "C" NOT NULL,
    price bigint NOT NULL,
    planned_price bigint NOT NULL,
    stock bigint,
    free bigint,
    version bigint NOT NULL,
    FOREIGN KEY (enterprise_id, cycle) REFERENCES cycles DEFERRABLE INITIALLY DEFERRED
);
ALTER TABLE offers ADD PRIMARY KEY (enterprise_id, cycle, distributor, variant);

CREATE TABLE standing_orders (
    enterprise_id bigint NOT NULL,
    id uuid NOT NULL,
    number bigint NOT NULL,
    customer uuid NOT NULL,
    series uuid,
    cycles text COLLATE "C" NOT NULL,
    distributor text COLLATE "C" NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    state text COLLATE "C" NOT NULL,
    mode text COLLATE "C" NOT NULL,
    pauses text COLLATE "C" NOT NULL,
    skips text COLLATE "C" NOT NULL,
    revisions text COLLATE "C" NOT NULL,
    created_by text COLLATE "C" NOT NULL,
    created_at bigint NOT NULL,
    version bigint NOT NULL,
    FOREIGN KEY (enterprise_id, customer) REFERENCES customers DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (enterprise_id, series) REFERENCES series DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX standing_orders_by_number ON standing_orders (enterprise_id, number);
CREATE INDEX standing_orders_by_series ON standing_orders (enterprise_id, series NULLS FIRST, id);
CREATE INDEX standing_orders_by_customer ON standing_orders (enterprise_id, customer, id);
ALTER TABLE standing_orders ADD PRIMARY KEY (enterprise_id, id);

-- The cycles that standing orders without a series have picked.
CREATE TABLE picks (
    enterprise_id bigint NOT NULL,
    cycle uuid NOT NULL,
    standing_order uuid NOT NULL,
    FOREIGN KEY (enterprise_id, cycle) REFERENCES cycles DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (enterprise_id, standing_order) REFERENCES standing_orders
        DEFERRABLE INITIALLY DEFERRED
);
ALTER TABLE picks ADD PRIMARY KEY (enterprise_id, cycle, standing_order);

-- What is set aside of a scarce variant when a cycle opens, until the order is made.
CREATE TABLE allocations (
    enterprise_id bigint NOT NULL,
    cycle uuid NOT NULL,
    standing_order uuid NOT NULL,
    variant text COLLATE "C" NOT NULL,
    share bigint NOT NULL,
    FOREIGN KEY (enterprise_id, cycle) REFERENCES cycles DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (enterprise_id, standing_order) REFERENCES standing_orders
        DEFERRABLE INITIALLY DEFERRED
);
ALTER TABLE allocations ADD PRIMARY KEY (enterprise_id, cycle, standing_order, variant);

CREATE TABLE orders (
    enterprise_id bigint NOT NULL,
    id uuid NOT NULL,
    origin text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    held bigint NOT NULL CHECK (held IN (0, 1)),
    confirmed bigint NOT NULL CHECK (confirmed IN (0, 1)),
    late bigint NOT NULL CHECK (late IN (0, 1)),
    check_customer bigint NOT NULL CHECK (check_customer IN (0, 1)),
    customer uuid NOT NULL,
    cycle uuid NOT NULL,
    distributor text COLLATE "C" NOT NULL,
    standing_order uuid,
    shipping_method text COLLATE "C",
    payment_method text COLLATE "C",
    shipping_address text COLLATE "C",
    note text COLLATE "C",
    fees text COLLATE "C" NOT NULL,
    conflicts text COLLATE "C" NOT NULL,
    item_total bigint NOT NULL,
    total bigint NOT NULL,
    charged bigint,
    created_at bigint NOT NULL,
    placed_at bigint,
    version bigint NOT NULL,
    FOREIGN KEY (enterprise_id, customer) REFERENCES customers DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (enterprise_id, cycle) REFERENCES cycles DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (enterprise_id, standing_order) REFERENCES standing_orders
        DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX orders_by_cycle ON orders (enterprise_id, cycle, id);
CREATE INDEX orders_by_customer ON orders (enterprise_id, customer, created_at, id);
CREATE INDEX orders_by_standing_order ON orders (enterprise_id, standing_order NULLS FIRST, id);
ALTER TABLE orders ADD PRIMARY KEY (enterprise_id, id);

-- asked for, given when stock was shared out, and ordered in the end.
CREATE TABLE order_lines (
    enterprise_id bigint NOT NULL,
    cycle uuid NOT NULL,
    "order" uuid NOT NULL,
    position bigint NOT NULL,
    variant text COLLATE "C" NOT NULL,
    asked bigint NOT NULL,
    given bigint NOT NULL,
    ordered bigint NOT NULL,
    price bigint NOT NULL,
    amount bigint NOT NULL,
    standing bigint NOT NULL CHECK (standing IN (0, 1)),
    FOREIGN KEY (enterprise_id, "order") REFERENCES orders DEFERRABLE INITIALLY DEFERRED
);
ALTER TABLE order_lines ADD PRIMARY KEY (enterprise_id, cycle, "order", position);

-- What became of each standing order in each cycle, and why. One row a pair: that is what makes
-- orders exactly once. The cycle leads, so that an opening writes at the end of the table.
CREATE TABLE outcomes (
    enterprise_id bigint NOT NULL,
    standing_order uuid NOT NULL,
    cycle uuid NOT NULL,
    kind text COLLATE "C" NOT NULL,
    why text COLLATE "C" NOT NULL,
    "order" uuid,
    attempts bigint NOT NULL,
    late bigint NOT NULL CHECK (late IN (0, 1)),
    at bigint NOT NULL,
    version bigint NOT NULL,
    FOREIGN KEY (enterprise_id, standing_order) REFERENCES standing_orders
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (enterprise_id, cycle) REFERENCES cycles DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (enterprise_id, "order") REFERENCES orders DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX outcomes_by_standing_order ON outcomes (enterprise_id, standing_order, cycle);
CREATE INDEX outcomes_by_kind ON outcomes (enterprise_id, cycle, kind, standing_order);
ALTER TABLE outcomes ADD PRIMARY KEY (enterprise_id, cycle, standing_order);

-- Orders from before Milkround, or from outside of any cycle. They charge nothing. waiting_key is
-- the address of those that have no customer yet; lines are JSON.
CREATE TABLE past_orders (
    enterprise_id bigint NOT NULL,
    id uuid NOT NULL,
    reference text COLLATE "C" NOT NULL,
    customer uuid,
    email text COLLATE "C",
    state text COLLATE "C" NOT NULL,
    placed_at bigint NOT NULL,
    total bigint NOT NULL,
    lines text COLLATE "C" NOT NULL,
    note text COLLATE "C",
    recorded_at bigint NOT NULL,
    version bigint NOT NULL,
    waiting_key text COLLATE "C",
    FOREIGN KEY (enterprise_id, customer) REFERENCES customers DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX past_orders_by_reference ON past_orders (enterprise_id, reference);
CREATE INDEX past_orders_by_customer ON past_orders
    (enterprise_id, customer NULLS FIRST, placed_at, id);
CREATE INDEX past_orders_by_placed ON past_orders (enterprise_id, placed_at, id);
CREATE INDEX past_orders_by_waiting ON past_orders (enterprise_id, waiting_key NULLS FIRST, id);
ALTER TABLE past_orders ADD PRIMARY KEY (enterprise_id, id);

-- What customers take again and again; lines are JSON. name_key is the name without case and
-- accents.
CREATE TABLE saved_lists (
    enterprise_id bigint NOT NULL,
    id uuid NOT NULL,
    customer uuid NOT NULL,
    name text COLLATE "C" NOT NULL,
    lines text COLLATE "C" NOT NULL,
    created_at bigint NOT NULL,
    version bigint NOT NULL,
    name_key text COLLATE "C" NOT NULL,
    FOREIGN KEY (enterprise_id, customer) REFERENCES customers DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX saved_lists_by_name ON saved_lists (enterprise_id, customer, name_key);
ALTER TABLE saved_lists ADD PRIMARY KEY (enterprise_id, id);

-- The ledger. Its rows are never changed; amount is what an entry adds to the balance, below zero
-- where the customer owes more. A customer's balance is the sum of his rows, and nothing else.
CREATE TABLE postings (
    enterprise_id bigint NOT NULL,
    id uuid NOT NULL,
    customer uuid NOT NULL,
    kind text COLLATE "C" NOT NULL,
    amount bigint NOT NULL,
    "order" uuid,
    reverses uuid,
    reference text COLLATE "C",
    note text COLLATE "C",
    booked_on date NOT NULL,
    "by" text COLLATE "C" NOT NULL,
    at bigint NOT NULL,
    FOREIGN KEY (enterprise_id, customer) REFERENCES customers DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (enterprise_id, "order") REFERENCES orders DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX postings_by_reversed ON postings (enterprise_id, reverses NULLS FIRST);
CREATE INDEX postings_by_customer ON postings (enterprise_id, customer, booked_on, id);
CREATE INDEX postings_by_order ON postings (enterprise_id, "order" NULLS FIRST, id);
ALTER TABLE postings ADD PRIMARY KEY (enterprise_id, id);

-- What a customer's postings, orders and standing orders come to; kept with them, so that lists
-- read it in one row.
CREATE TABLE accounts (
    enterprise_id bigint NOT NULL,
    customer uuid NOT NULL,
    balance bigint NOT NULL,
    orders bigint NOT NULL,
    last_order_at bigint,
    standing_orders bigint NOT NULL,
    FOREIGN KEY (enterprise_id, customer) REFERENCES customers DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX accounts_by_balance ON accounts (enterprise_id, balance, customer);
CREATE INDEX accounts_by_orders ON accounts (enterprise_id, orders, customer);
CREATE INDEX accounts_by_last_order ON accounts
    (enterprise_id, last_order_at NULLS FIRST, customer);
CREATE INDEX accounts_by_standing_orders ON accounts (enterprise_id, standing_orders, customer);
ALTER TABLE accounts ADD PRIMARY KEY (enterprise_id, customer);

-- The outbox. fence counts the leases: who holds an older one cannot report any more.
CREATE TABLE notices (
    enterprise_id bigint NOT NULL,
    id uuid NOT NULL,
    kind text COLLATE "C" NOT NULL,
    customer uuid,
    cycle uuid,
    "order" uuid,
    facts text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    ready_at bigint NOT NULL,
    fence bigint NOT NULL,
    attempts bigint NOT NULL,
    reason text COLLATE "C",
    created_at bigint NOT NULL
);
CREATE INDEX notices_by_state ON notices (enterprise_id, state, ready_at, id);
ALTER TABLE notices ADD PRIMARY KEY (enterprise_id, id);

-- Who changed what and when.
CREATE TABLE changes (
    enterprise_id bigint NOT NULL,
    id uuid NOT NULL,
    subject uuid NOT NULL,
    operation text COLLATE "C" NOT NULL,
    "by" text COLLATE "C" NOT NULL,
    at bigint NOT NULL,
    facts text COLLATE "C" NOT NULL
);
CREATE INDEX changes_by_subject ON changes (enterprise_id, subject, id);
ALTER TABLE changes ADD PRIMARY KEY (enterprise_id, id);

-- The work that a tick will do, and when.
CREATE TABLE due (
    enterprise_id bigint NOT NULL,
    kind text COLLATE "C" NOT NULL,
    subject uuid NOT NULL,
    at bigint NOT NULL,
    since bigint NOT NULL,
    cursor uuid
);
CREATE INDEX due_by_time ON due (at, enterprise_id, kind, subject);
ALTER TABLE due ADD PRIMARY KEY (enterprise_id, kind, subject);

-- The answers of calls made with a key, for the same call made again.
CREATE TABLE answers (
    enterprise_id bigint NOT NULL,
    "key" text COLLATE "C" NOT NULL,
    operation text COLLATE "C" NOT NULL,
    input text COLLATE "C" NOT NULL,
    response text COLLATE "C" NOT NULL,
    at bigint NOT NULL
);
ALTER TABLE answers ADD PRIMARY KEY (enterprise_id, "key");

-- Views, to be read by people. Amounts are texts with the currency's decimals.

-- decimals as ISO 4217 says; unit is how many minor units make one whole.
CREATE VIEW readable_enterprises WITH (security_invoker = true) AS
SELECT *, CASE decimals WHEN 0 THEN 1 WHEN 3 THEN 1000 WHEN 4 THEN 10000 ELSE 100 END AS unit
FROM (
    SELECT
        enterprise_id,
        host_id AS enterprise,
        name,
        zone,
        currency,
        CASE
            WHEN currency IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF',
                'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 0
            WHEN currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 3
            WHEN currency IN ('CLF', 'UYW') THEN 4
            ELSE 2
        END AS decimals
    FROM enterprises
) known;

CREATE VIEW readable_customers WITH (security_invoker = true) AS
SELECT
    e.enterprise,
    c.id::text AS customer,
    coalesce(
        c.company,
        nullif(trim(coalesce(c.first_name, '') || ' ' || coalesce(c.last_name, '')), ''),
        c.email,
        c.code
    ) AS name,
    c.code,
    c.email,
    c.phone,
    c.delivery_run,
    c.tags,
    c.tax_number,
    c.company_number,
    c."user",
    c.consent,
    to_char(to_timestamp(c.archived_at / 1000) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        AS archived_at,
    to_char(to_timestamp(c.created_at / 1000) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        AS created_at
FROM customers c
JOIN readable_enterprises e USING (enterprise_id);

CREATE VIEW readable_cycles WITH (security_invoker = true) AS
SELECT
    e.enterprise,
    c.id::text AS cycle,
    c.name,
    c.zone,
    c.opens_local,
    c.closes_local,
    to_char(to_timestamp(c.opens_at / 1000) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        AS opens_at,
    to_char(to_timestamp(c.closes_at / 1000) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        AS closes_at,
    c.state
FROM cycles c
JOIN readable_enterprises e USING (enterprise_id);

CREATE VIEW readable_orders WITH (security_invoker = true) AS
SELECT
    e.enterprise,
    o.id::text AS "order",
    o.origin,
    o.state,
    o.held,
    y.name AS cycle,
    o.distributor,
    coalesce(
        c.company,
        nullif(trim(coalesce(c.first_name, '') || ' ' || coalesce(c.last_name, '')), ''),
        c.email,
        c.code
    ) AS customer,
    c.code AS customer_code,
    s.number AS standing_order,
    o.shipping_method,
    o.payment_method,
    o.note,
    round(o.item_total::numeric(23, 4) / e.unit, e.decimals)::text AS item_total,
    round(o.total::numeric(23, 4) / e.unit, e.decimals)::text AS total,
    e.currency,
    to_char(to_timestamp(o.created_at / 1000) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        AS created_at,
    to_char(to_timestamp(o.placed_at / 1000) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        AS placed_at
FROM orders o
JOIN readable_enterprises e USING (enterprise_id)
LEFT JOIN cycles y ON y.enterprise_id = o.enterprise_id AND y.id = o.cycle
LEFT JOIN customers c ON c.enterprise_id = o.enterprise_id AND c.id = o.customer
LEFT JOIN standing_orders s ON s.enterprise_id = o.enterprise_id AND s.id = o.standing_order;

CREATE VIEW readable_postings WITH (security_invoker = true) AS
SELECT
    e.enterprise,
    coalesce(
        c.company,
        nullif(trim(coalesce(c.first_name, '') || ' ' || coalesce(c.last_name, '')), ''),
        c.email,
        c.code
    ) AS customer,
    c.code AS customer_code,
    to_char(p.booked_on, 'YYYY-MM-DD') AS booked_on,
    p.kind,
    round(p.amount::numeric(23, 4) / e.unit, e.decimals)::text AS amount,
    e.currency,
    p."order"::text AS "order",
    p.reference,
    p.note,
    to_char(to_timestamp(p.at / 1000) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        AS at
FROM postings p
JOIN readable_enterprises e USING (enterprise_id)
LEFT JOIN customers c ON c.enterprise_id = p.enterprise_id AND c.id = p.customer;

CREATE VIEW readable_accounts WITH (security_invoker = true) AS
SELECT
    e.enterprise,
    coalesce(
        c.company,
        nullif(trim(coalesce(c.first_name, '') || ' ' || coalesce(c.last_name, '')), ''),
        c.email,
        c.code
    ) AS customer,
    c.code AS customer_code,
    round(a.balance::numeric(23, 4) / e.unit, e.decimals)::text AS balance,
    e.currency,
    a.orders,
    to_char(to_timestamp(a.last_order_at / 1000) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        AS last_order_at,
    a.standing_orders
FROM accounts a
JOIN readable_enterprises e USING (enterprise_id)
LEFT JOIN customers c ON c.enterprise_id = a.enterprise_id AND c.id = a.customer;

CREATE VIEW readable_order_lines WITH (security_invoker = true) AS
SELECT
    e.enterprise,
    l."order"::text AS "order",
    y.name AS cycle,
    l.position,
    l.variant,
    v.name AS variant_name,
    trim_scale(l.asked * 0.000001)::text AS asked,
    trim_scale(l.given * 0.000001)::text AS given,
    trim_scale(l.ordered * 0.000001)::text AS ordered,
    round(l.price::numeric(23, 4) / e.unit, e.decimals)::text AS price,
    round(l.amount::numeric(23, 4) / e.unit, e.decimals)::text AS amount,
    e.currency
FROM order_lines l
JOIN readable_enterprises e USING (enterprise_id)
LEFT JOIN cycles y ON y.enterprise_id = l.enterprise_id AND y.id = l.cycle
LEFT JOIN variants v ON v.enterprise_id = l.enterprise_id AND v.id = l.variant;

CREATE VIEW readable_outcomes WITH (security_invoker = true) AS
SELECT
    e.enterprise,
    s.number AS standing_order,
    y.name AS cycle,
    o.kind,
    o.why,
    o."order"::text AS "order",
    o.attempts,
    o.late,
    to_char(to_timestamp(o.at / 1000) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        AS at
FROM outcomes o
JOIN readable_enterprises e USING (enterprise_id)
LEFT JOIN standing_orders s ON s.enterprise_id = o.enterprise_id AND s.id = o.standing_order
LEFT JOIN cycles y ON y.enterprise_id = o.enterprise_id AND y.id = o.cycle;

-- Row security, for the owner of the tables too: a transaction sees and writes the rows of those
-- enterprises whose numbers it has set, as '1,2', or of all with '*'; without that, of none. The
-- SELECTs make the setting be read once a statement, not once a row; the outer casts only tell
-- = ANY that the SELECT gives one array.

ALTER TABLE enterprises ENABLE ROW LEVEL SECURITY;
ALTER TABLE enterprises FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_enterprise ON enterprises
    USING ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]))
    WITH CHECK ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]));

ALTER TABLE customers ENABLE ROW LEVEL SECURITY;
ALTER TABLE customers FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_enterprise ON customers
    USING ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]))
    WITH CHECK ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]));

ALTER TABLE customer_words ENABLE ROW LEVEL SECURITY;
ALTER TABLE customer_words FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_enterprise ON customer_words
    USING ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]))
    WITH CHECK ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]));

ALTER TABLE counters ENABLE ROW LEVEL SECURITY;
ALTER TABLE counters FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_enterprise ON counters
    USING ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]))
    WITH CHECK ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]));

ALTER TABLE customer_fields ENABLE ROW LEVEL SECURITY;
ALTER TABLE customer_fields FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_enterprise ON customer_fields
    USING ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]))
    WITH CHECK ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]));

ALTER TABLE customer_values ENABLE ROW LEVEL SECURITY;
ALTER TABLE customer_values FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_enterprise ON customer_values
    USING ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]))
    WITH CHECK ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]));

ALTER TABLE customer_notes ENABLE ROW LEVEL SECURITY;
ALTER TABLE customer_notes FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_enterprise ON customer_notes
    USING ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]))
    WITH CHECK ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]));

ALTER TABLE tags ENABLE ROW LEVEL SECURITY;
ALTER TABLE tags FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_enterprise ON tags
    USING ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]))
    WITH CHECK ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]));

ALTER TABLE customer_tags ENABLE ROW LEVEL SECURITY;
ALTER TABLE customer_tags FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_enterprise ON customer_tags
    USING ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]))
    WITH CHECK ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]));

ALTER TABLE selections ENABLE ROW LEVEL SECURITY;
ALTER TABLE selections FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_enterprise ON selections
    USING ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]))
    WITH CHECK ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]));

ALTER TABLE customer_aliases ENABLE ROW LEVEL SECURITY;
ALTER TABLE customer_aliases FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_enterprise ON customer_aliases
    USING ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]))
    WITH CHECK ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]));

ALTER TABLE customer_feed ENABLE ROW LEVEL SECURITY;
ALTER TABLE customer_feed FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_enterprise ON customer_feed
    USING ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]))
    WITH CHECK ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]));

ALTER TABLE contacts ENABLE ROW LEVEL SECURITY;
ALTER TABLE contacts FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_enterprise ON contacts
    USING ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]))
    WITH CHECK ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]));

ALTER TABLE join_requests ENABLE ROW LEVEL SECURITY;
ALTER TABLE join_requests FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_enterprise ON join_requests
    USING ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]))
    WITH CHECK ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]));

ALTER TABLE variants ENABLE ROW LEVEL SECURITY;
ALTER TABLE variants FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_enterprise ON variants
    USING ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]))
    WITH CHECK ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]));

ALTER TABLE series ENABLE ROW LEVEL SECURITY;
ALTER TABLE series FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_enterprise ON series
    USING ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]))
    WITH CHECK ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]));

ALTER TABLE cycles ENABLE ROW LEVEL SECURITY;
ALTER TABLE cycles FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_enterprise ON cycles
    USING ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]))
    WITH CHECK ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]));

ALTER TABLE series_cycles ENABLE ROW LEVEL SECURITY;
ALTER TABLE series_cycles FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_enterprise ON series_cycles
    USING ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]))
    WITH CHECK ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]));

ALTER TABLE offers ENABLE ROW LEVEL SECURITY;
ALTER TABLE offers FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_enterprise ON offers
    USING ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]))
    WITH CHECK ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]));

ALTER TABLE standing_orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE standing_orders FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_enterprise ON standing_orders
    USING ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]))
    WITH CHECK ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]));

ALTER TABLE picks ENABLE ROW LEVEL SECURITY;
ALTER TABLE picks FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_enterprise ON picks
    USING ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]))
    WITH CHECK ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]));

ALTER TABLE allocations ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_enterprise ON allocations
    USING ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]))
    WITH CHECK ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]));

ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE orders FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_enterprise ON orders
    USING ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]))
    WITH CHECK ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]));

ALTER TABLE order_lines ENABLE ROW LEVEL SECURITY;
ALTER TABLE order_lines FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_enterprise ON order_lines
    USING ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]))
    WITH CHECK ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]));

ALTER TABLE outcomes ENABLE ROW LEVEL SECURITY;
ALTER TABLE outcomes FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_enterprise ON outcomes
    USING ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]))
    WITH CHECK ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]));

ALTER TABLE past_orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE past_orders FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_enterprise ON past_orders
    USING ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]))
    WITH CHECK ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]));

ALTER TABLE saved_lists ENABLE ROW LEVEL SECURITY;
ALTER TABLE saved_lists FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_enterprise ON saved_lists
    USING ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]))
    WITH CHECK ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]));

ALTER TABLE postings ENABLE ROW LEVEL SECURITY;
ALTER TABLE postings FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_enterprise ON postings
    USING ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]))
    WITH CHECK ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]));

ALTER TABLE accounts ENABLE ROW LEVEL SECURITY;
ALTER TABLE accounts FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_enterprise ON accounts
    USING ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]))
    WITH CHECK ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]));

ALTER TABLE notices ENABLE ROW LEVEL SECURITY;
ALTER TABLE notices FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_enterprise ON notices
    USING ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]))
    WITH CHECK ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]));

ALTER TABLE changes ENABLE ROW LEVEL SECURITY;
ALTER TABLE changes FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_enterprise ON changes
    USING ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]))
    WITH CHECK ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]));

ALTER TABLE due ENABLE ROW LEVEL SECURITY;
ALTER TABLE due FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_enterprise ON due
    USING ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]))
    WITH CHECK ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]));

ALTER TABLE answers ENABLE ROW LEVEL SECURITY;
ALTER TABLE answers FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_enterprise ON answers
    USING ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]))
    WITH CHECK ((SELECT current_setting('milkround.enterprises', true) = '*')
        OR enterprise_id = ANY ((SELECT string_to_array(nullif(
            current_setting('milkround.enterprises', true), '*'), ',')::bigint[])::bigint[]));

-- What the store asks for before it opens a schema.
CREATE FUNCTION schema_version() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1';
