-- The tables of Milkround, and views for people who read them.
--
-- Money is a whole number of minor units (pence, cents), a quantity of millionths, an instant of
-- milliseconds since 1970 in UTC, a truth 0 or 1; dates are texts, YYYY-MM-DD; ids of ours are
-- 16 bytes; what has no column of its own is JSON. The views at the end show all that readably.
--
-- enterprise_id is the number of an enterprise; the host's own id of it stands in
-- enterprises.host_id alone. It leads every key.
--
-- References are checked at commit, by the key of what they refer to. Notices, changes, due work
-- and answers refer to nothing: they outlive what they speak of.

CREATE TABLE enterprises (
    enterprise_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    zone TEXT NOT NULL,
    currency TEXT NOT NULL,
    settings TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    host_id TEXT NOT NULL,
    PRIMARY KEY (enterprise_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX enterprises_by_host_id ON enterprises (host_id);

-- The columns …_key and words are what rows are found and sorted by: without accents, in lower case.
CREATE TABLE customers (
    enterprise_id INTEGER NOT NULL,
    id BLOB NOT NULL CHECK (length(id) = 16),
    email TEXT,
    email_default INTEGER NOT NULL CHECK (email_default IN (0, 1)),
    code TEXT,
    first_name TEXT,
    last_name TEXT,
    company TEXT,
    phone TEXT,
    billing_address TEXT,
    shipping_address TEXT,
    shipping_method TEXT,
    payment_method TEXT,
    delivery_run TEXT,
    tags TEXT NOT NULL,
    custom TEXT NOT NULL,
    language TEXT,
    tax_number TEXT,
    company_number TEXT,
    user TEXT,
    consent TEXT NOT NULL,
    consent_at INTEGER,
    consent_by TEXT,
    archived_at INTEGER,
    erased_at INTEGER,
    merged_into BLOB,
    aliases TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    email_key TEXT,
    default_key TEXT,
    code_key TEXT,
    name_key TEXT NOT NULL,
    first_name_key TEXT,
    last_name_key TEXT,
    company_key TEXT,
    phone_key TEXT,
    run_key TEXT,
    tags_key TEXT,
    aliases_key TEXT,
    words TEXT NOT NULL,
    PRIMARY KEY (enterprise_id, id),
    FOREIGN KEY (enterprise_id, merged_into) REFERENCES customers DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (enterprise_id) REFERENCES enterprises DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX customers_by_default_email ON customers (enterprise_id, default_key);
CREATE UNIQUE INDEX customers_by_code ON customers (enterprise_id, code_key);
CREATE INDEX customers_by_email ON customers (enterprise_id, email_key, id);
CREATE INDEX customers_by_name ON customers (enterprise_id, name_key, id);
CREATE INDEX customers_by_first_name ON customers (enterprise_id, first_name_key, id);
CREATE INDEX customers_by_last_name ON customers (enterprise_id, last_name_key, id);
CREATE INDEX customers_by_company ON customers (enterprise_id, company_key, id);
CREATE INDEX customers_by_codes ON customers (enterprise_id, code_key, id);
CREATE INDEX customers_by_phone ON customers (enterprise_id, phone_key, id);
CREATE INDEX customers_by_run ON customers (enterprise_id, run_key, id);
CREATE INDEX customers_by_tags ON customers (enterprise_id, tags_key, id);
CREATE INDEX customers_by_created ON customers (enterprise_id, created_at, id);
CREATE INDEX customers_by_archived ON customers (enterprise_id, archived_at, id);
CREATE INDEX customers_by_user ON customers (enterprise_id, user, id);
CREATE INDEX customers_by_merged ON customers (enterprise_id, merged_into, id);

-- The words by which customers are found.
CREATE TABLE customer_words (
    enterprise_id INTEGER NOT NULL,
    word TEXT NOT NULL,
    customer BLOB NOT NULL,
    PRIMARY KEY (enterprise_id, word, customer),
    FOREIGN KEY (enterprise_id, customer) REFERENCES customers DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- The last number drawn of each sort: customers' codes, places in the feed.
CREATE TABLE counters (
    enterprise_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (enterprise_id, name),
    FOREIGN KEY (enterprise_id) REFERENCES enterprises DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- The fields that a hub defines for its customers. What they hold stands in customers.custom, and
-- in customer_values as text that sorts right byte by byte.
CREATE TABLE customer_fields (
    enterprise_id INTEGER NOT NULL,
    field TEXT NOT NULL,
    label TEXT NOT NULL,
    kind TEXT NOT NULL,
    choices TEXT NOT NULL,
    position INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (enterprise_id, field),
    FOREIGN KEY (enterprise_id) REFERENCES enterprises DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_fields_by_position ON customer_fields (enterprise_id, position, field);

CREATE TABLE customer_values (
    enterprise_id INTEGER NOT NULL,
    field TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    customer BLOB NOT NULL,
    PRIMARY KEY (enterprise_id, field, sort_key, customer),
    FOREIGN KEY (enterprise_id, field) REFERENCES customer_fields DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (enterprise_id, customer) REFERENCES customers DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- What staff note about customers, who never see it.
CREATE TABLE customer_notes (
    enterprise_id INTEGER NOT NULL,
    id BLOB NOT NULL CHECK (length(id) = 16),
    customer BLOB NOT NULL,
    text TEXT NOT NULL,
    "by" TEXT NOT NULL,
    at INTEGER NOT NULL,
    edited_by TEXT,
    edited_at INTEGER,
    version INTEGER NOT NULL,
    PRIMARY KEY (enterprise_id, id),
    FOREIGN KEY (enterprise_id, customer) REFERENCES customers DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_notes_by_customer ON customer_notes (enterprise_id, customer, id);

-- The tags of customers. tag_key is the name without case and accents; who has which stands in
-- customers.tags, and in customer_tags to be found by.
CREATE TABLE tags (
    enterprise_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    tag_key TEXT NOT NULL,
    PRIMARY KEY (enterprise_id, tag_key),
    FOREIGN KEY (enterprise_id) REFERENCES enterprises DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE customer_tags (
    enterprise_id INTEGER NOT NULL,
    tag_key TEXT NOT NULL,
    customer BLOB NOT NULL,
    PRIMARY KEY (enterprise_id, tag_key, customer),
    FOREIGN KEY (enterprise_id, tag_key) REFERENCES tags DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (enterprise_id, customer) REFERENCES customers DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- Selections of customers that a hub keeps. filter is JSON, as customers.list takes it; name_key is
-- the name without case and accents.
CREATE TABLE selections (
    enterprise_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    filter TEXT NOT NULL CHECK (json_valid(filter)),
    version INTEGER NOT NULL,
    name_key TEXT NOT NULL,
    PRIMARY KEY (enterprise_id, name_key),
    FOREIGN KEY (enterprise_id) REFERENCES enterprises DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- What those were known by who were merged into a customer: customers.aliases has it as it was written.
CREATE TABLE customer_aliases (
    enterprise_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    alias_key TEXT NOT NULL,
    customer BLOB NOT NULL,
    PRIMARY KEY (enterprise_id, kind, alias_key, customer),
    FOREIGN KEY (enterprise_id, customer) REFERENCES customers DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- Where each customer stands in the feed of changes, the gone ones too: it outlives them.
CREATE TABLE customer_feed (
    enterprise_id INTEGER NOT NULL,
    customer BLOB NOT NULL CHECK (length(customer) = 16),
    number INTEGER NOT NULL,
    first INTEGER NOT NULL,
    gone INTEGER NOT NULL CHECK (gone IN (0, 1)),
    PRIMARY KEY (enterprise_id, customer),
    FOREIGN KEY (enterprise_id) REFERENCES enterprises DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX customer_feed_by_number ON customer_feed (enterprise_id, number);

-- Who acts for a customer beside himself.
CREATE TABLE contacts (
    enterprise_id INTEGER NOT NULL,
    id BLOB NOT NULL CHECK (length(id) = 16),
    customer BLOB NOT NULL,
    email TEXT,
    user TEXT,
    name TEXT,
    access TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    email_key TEXT,
    PRIMARY KEY (enterprise_id, id),
    FOREIGN KEY (enterprise_id, customer) REFERENCES customers DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX contacts_by_customer ON contacts (enterprise_id, customer, id);
CREATE INDEX contacts_by_email ON contacts (enterprise_id, email_key, id);
CREATE INDEX contacts_by_user ON contacts (enterprise_id, user, id);

-- Wishes to become a customer. They refer to nobody: they outlive whom they speak of.
CREATE TABLE join_requests (
    enterprise_id INTEGER NOT NULL,
    id BLOB NOT NULL CHECK (length(id) = 16),
    email TEXT,
    user TEXT,
    first_name TEXT,
    last_name TEXT,
    message TEXT,
    state TEXT NOT NULL,
    customer BLOB,
    reason TEXT,
    asked_at INTEGER NOT NULL,
    decided_at INTEGER,
    decided_by TEXT,
    version INTEGER NOT NULL,
    email_key TEXT,
    waiting_key TEXT,
    PRIMARY KEY (enterprise_id, id),
    FOREIGN KEY (enterprise_id) REFERENCES enterprises DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (enterprise_id) REFERENCES enterprises DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX join_requests_by_waiting ON join_requests (enterprise_id, waiting_key);
CREATE INDEX join_requests_by_email ON join_requests (enterprise_id, email_key, id);
CREATE INDEX join_requests_by_customer ON join_requests (enterprise_id, customer, id);
CREATE INDEX join_requests_by_state ON join_requests (enterprise_id, state, id);

-- The host's variants, by the host's ids.
CREATE TABLE variants (
    enterprise_id INTEGER NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    supplier TEXT,
    category TEXT,
    unit_step INTEGER NOT NULL,
    weight INTEGER,
    tags TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (enterprise_id, id),
    FOREIGN KEY (enterprise_id) REFERENCES enterprises DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE series (
    enterprise_id INTEGER NOT NULL,
    id BLOB NOT NULL CHECK (length(id) = 16),
    name TEXT NOT NULL,
    schedule TEXT,
    template TEXT NOT NULL,
    keep_ahead INTEGER NOT NULL,
    progress TEXT NOT NULL,
    state TEXT NOT NULL,
    ending_told INTEGER NOT NULL CHECK (ending_told IN (0, 1)),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (enterprise_id, id),
    FOREIGN KEY (enterprise_id) REFERENCES enterprises DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- opens_local and closes_local are the wall clock of the zone.
CREATE TABLE cycles (
    enterprise_id INTEGER NOT NULL,
    id BLOB NOT NULL CHECK (length(id) = 16),
    name TEXT NOT NULL,
    zone TEXT NOT NULL,
    opens_at INTEGER NOT NULL,
    closes_at INTEGER NOT NULL,
    opens_local TEXT NOT NULL,
    closes_local TEXT NOT NULL,
    state TEXT NOT NULL,
    opened_late INTEGER NOT NULL CHECK (opened_late IN (0, 1)),
    missed TEXT,
    outgoing TEXT NOT NULL,
    incoming TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (enterprise_id, id),
    FOREIGN KEY (enterprise_id) REFERENCES enterprises DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX cycles_by_opening ON cycles (enterprise_id, opens_at, id);
CREATE INDEX cycles_by_state ON cycles (enterprise_id, state, closes_at, id);

-- Which cycles belong to which series. number and nominal are the slot of the rule.
CREATE TABLE series_cycles (
    enterprise_id INTEGER NOT NULL,
    series BLOB NOT NULL,
    cycle BLOB NOT NULL,
    number INTEGER,
    nominal TEXT,
    opens_at INTEGER NOT NULL,
    PRIMARY KEY (enterprise_id, series, cycle),
    FOREIGN KEY (enterprise_id, series) REFERENCES series DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (enterprise_id, cycle) REFERENCES cycles DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX series_cycles_by_nominal ON series_cycles (enterprise_id, series, nominal);
CREATE INDEX series_cycles_by_opening ON series_cycles (enterprise_id, series, opens_at, cycle);
CREATE INDEX series_cycles_by_cycle ON series_cycles (enterprise_id, cycle, series);

-- What a distributor offers in a cycle. stock is how much there is in all, free how much of it
-- nobody has claimed; both are null where there is no limit.
CREATE TABLE offers (
    enterprise_id INTEGER NOT NULL,
    cycle BLOB NOT NULL,
    distributor TEXT NOT NULL,
    variant TEXT NOT NULL,
    price INTEGER NOT NULL,
    planned_price INTEGER NOT NULL,
    stock INTEGER,
    free INTEGER,
    version INTEGER NOT NULL,
    PRIMARY KEY (enterprise_id, cycle, distributor, variant),
    FOREIGN KEY (enterprise_id, cycle) REFERENCES cycles DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE standing_orders (
    enterprise_id INTEGER NOT NULL,
    id BLOB NOT NULL CHECK (length(id) = 16),
    number INTEGER NOT NULL,
    customer BLOB NOT NULL,
    series BLOB,
    cycles TEXT NOT NULL,
    distributor TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT,
    state TEXT NOT NULL,
    mode TEXT NOT NULL,
    pauses TEXT NOT NULL,
    skips TEXT NOT NULL,
    revisions TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (enterprise_id, id),
    FOREIGN KEY (enterprise_id, customer) REFERENCES customers DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (enterprise_id, series) REFERENCES series DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX standing_orders_by_number ON standing_orders (enterprise_id, number);
CREATE INDEX standing_orders_by_series ON standing_orders (enterprise_id, series, id);
CREATE INDEX standing_orders_by_customer ON standing_orders (enterprise_id, customer, id);

-- The cycles that standing orders without a series have picked.
CREATE TABLE picks (
    enterprise_id INTEGER NOT NULL,
    cycle BLOB NOT NULL,
    standing_order BLOB NOT NULL,
    PRIMARY KEY (enterprise_id, cycle, standing_order),
    FOREIGN KEY (enterprise_id, cycle) REFERENCES cycles DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (enterprise_id, standing_order) REFERENCES standing_orders
        DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- What is set aside of a scarce variant when a cycle opens, until the order is made.
CREATE TABLE allocations (
    enterprise_id INTEGER NOT NULL,
    cycle BLOB NOT NULL,
    standing_order BLOB NOT NULL,
    variant TEXT NOT NULL,
    share INTEGER NOT NULL,
    PRIMARY KEY (enterprise_id, cycle, standing_order, variant),
    FOREIGN KEY (enterprise_id, cycle) REFERENCES cycles DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (enterprise_id, standing_order) REFERENCES standing_orders
        DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE orders (
    enterprise_id INTEGER NOT NULL,
    id BLOB NOT NULL CHECK (length(id) = 16),
    origin TEXT NOT NULL,
    state TEXT NOT NULL,
    held INTEGER NOT NULL CHECK (held IN (0, 1)),
    confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
    late INTEGER NOT NULL CHECK (late IN (0, 1)),
    check_customer INTEGER NOT NULL CHECK (check_customer IN (0, 1)),
    customer BLOB NOT NULL,
    cycle BLOB NOT NULL,
    distributor TEXT NOT NULL,
    standing_order BLOB,
    shipping_method TEXT,
    payment_method TEXT,
    shipping_address TEXT,
    note TEXT,
    fees TEXT NOT NULL,
    conflicts TEXT NOT NULL,
    item_total INTEGER NOT NULL,
    total INTEGER NOT NULL,
    charged INTEGER,
    created_at INTEGER NOT NULL,
    placed_at INTEGER,
    version INTEGER NOT NULL,
    PRIMARY KEY (enterprise_id, id),
    FOREIGN KEY (enterprise_id, customer) REFERENCES customers DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (enterprise_id, cycle) REFERENCES cycles DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (enterprise_id, standing_order) REFERENCES standing_orders
        DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX orders_by_cycle ON orders (enterprise_id, cycle, id);
CREATE INDEX orders_by_customer ON orders (enterprise_id, customer, created_at, id);
CREATE INDEX orders_by_standing_order ON orders (enterprise_id, standing_order, id);

-- asked for, given when stock was shared out, and ordered in the end.
CREATE TABLE order_lines (
    enterprise_id INTEGER NOT NULL,
    cycle BLOB NOT NULL,
    "order" BLOB NOT NULL,
    position INTEGER NOT NULL,
    variant TEXT NOT NULL,
    asked INTEGER NOT NULL,
    given INTEGER NOT NULL,
    ordered INTEGER NOT NULL,
    price INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    standing INTEGER NOT NULL CHECK (standing IN (0, 1)),
    PRIMARY KEY (enterprise_id, cycle, "order", position),
    FOREIGN KEY (enterprise_id, "order") REFERENCES orders DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- What became of each standing order in each cycle, and why. One row a pair: that is what makes
-- orders exactly once. The cycle leads, so that an opening writes at the end of the table.
CREATE TABLE outcomes (
    enterprise_id INTEGER NOT NULL,
    standing_order BLOB NOT NULL,
    cycle BLOB NOT NULL,
    kind TEXT NOT NULL,
    why TEXT NOT NULL,
    "order" BLOB,
    attempts INTEGER NOT NULL,
    late INTEGER NOT NULL CHECK (late IN (0, 1)),
    at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (enterprise_id, cycle, standing_order),
    FOREIGN KEY (enterprise_id, standing_order) REFERENCES standing_orders
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (enterprise_id, cycle) REFERENCES cycles DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (enterprise_id, "order") REFERENCES orders DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX outcomes_by_standing_order ON outcomes (enterprise_id, standing_order, cycle);
CREATE INDEX outcomes_by_kind ON outcomes (enterprise_id, cycle, kind, standing_order);

-- Orders from before Milkround, or from outside of any cycle. They charge nothing. waiting_key is
-- the address of those that have no customer yet; lines are JSON.
CREATE TABLE past_orders (
    enterprise_id INTEGER NOT NULL,
    id BLOB NOT NULL CHECK (length(id) = 16),
    reference TEXT NOT NULL,
    customer BLOB,
    email TEXT,
    state TEXT NOT NULL,
    placed_at INTEGER NOT NULL,
    total INTEGER NOT NULL,
    lines TEXT NOT NULL,
    note TEXT,
    recorded_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    waiting_key TEXT,
    PRIMARY KEY (enterprise_id, id),
    FOREIGN KEY (enterprise_id, customer) REFERENCES customers DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX past_orders_by_reference ON past_orders (enterprise_id, reference);
CREATE INDEX past_orders_by_customer ON past_orders (enterprise_id, customer, placed_at, id);
CREATE INDEX past_orders_by_placed ON past_orders (enterprise_id, placed_at, id);
CREATE INDEX past_orders_by_waiting ON past_orders (enterprise_id, waiting_key, id);

-- What customers take again and again; lines are JSON. name_key is the name without case and accents.
CREATE TABLE saved_lists (
    enterprise_id INTEGER NOT NULL,
    id BLOB NOT NULL CHECK (length(id) = 16),
    customer BLOB NOT NULL,
    name TEXT NOT NULL,
    lines TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    name_key TEXT NOT NULL,
    PRIMARY KEY (enterprise_id, id),
    FOREIGN KEY (enterprise_id, customer) REFERENCES customers DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX saved_lists_by_name ON saved_lists (enterprise_id, customer, name_key);

-- The ledger. Its rows are never changed; amount is what an entry adds to the balance, below zero
-- where the customer owes more. A customer's balance is the sum of his rows, and nothing else.
CREATE TABLE postings (
    enterprise_id INTEGER NOT NULL,
    id BLOB NOT NULL CHECK (length(id) = 16),
    customer BLOB NOT NULL,
    kind TEXT NOT NULL,
    amount INTEGER NOT NULL,
    "order" BLOB,
    reverses BLOB,
    reference TEXT,
    note TEXT,
    booked_on TEXT NOT NULL,
    "by" TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (enterprise_id, id),
    FOREIGN KEY (enterprise_id, customer) REFERENCES customers DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (enterprise_id, "order") REFERENCES orders DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX postings_by_reversed ON postings (enterprise_id, reverses);
CREATE INDEX postings_by_customer ON postings (enterprise_id, customer, booked_on, id);
CREATE INDEX postings_by_order ON postings (enterprise_id, "order", id);

-- What a customer's postings, orders and standing orders come to; kept with them, so that lists
-- read it in one row.
CREATE TABLE accounts (
    enterprise_id INTEGER NOT NULL,
    customer BLOB NOT NULL,
    balance INTEGER NOT NULL,
    orders INTEGER NOT NULL,
    last_order_at INTEGER,
    standing_orders INTEGER NOT NULL,
    PRIMARY KEY (enterprise_id, customer),
    FOREIGN KEY (enterprise_id, customer) REFERENCES customers DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX accounts_by_balance ON accounts (enterprise_id, balance, customer);
CREATE INDEX accounts_by_orders ON accounts (enterprise_id, orders, customer);
CREATE INDEX accounts_by_last_order ON accounts (enterprise_id, last_order_at, customer);
CREATE INDEX accounts_by_standing_orders ON accounts (enterprise_id, standing_orders, customer);

-- The outbox. fence counts the leases: who holds an older one cannot report any more.
CREATE TABLE notices (
    enterprise_id INTEGER NOT NULL,
    id BLOB NOT NULL CHECK (length(id) = 16),
    kind TEXT NOT NULL,
    customer BLOB,
    cycle BLOB,
    "order" BLOB,
    facts TEXT NOT NULL,
    state TEXT NOT NULL,
    ready_at INTEGER NOT NULL,
    fence INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    reason TEXT,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (enterprise_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX notices_by_state ON notices (enterprise_id, state, ready_at, id);

-- Who changed what and when.
CREATE TABLE changes (
    enterprise_id INTEGER NOT NULL,
    id BLOB NOT NULL CHECK (length(id) = 16),
    subject BLOB NOT NULL,
    operation TEXT NOT NULL,
    "by" TEXT NOT NULL,
    at INTEGER NOT NULL,
    facts TEXT NOT NULL,
    PRIMARY KEY (enterprise_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX changes_by_subject ON changes (enterprise_id, subject, id);

-- The work that a tick will do, and when.
CREATE TABLE due (
    enterprise_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    subject BLOB NOT NULL,
    at INTEGER NOT NULL,
    since INTEGER NOT NULL,
    cursor BLOB,
    PRIMARY KEY (enterprise_id, kind, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX due_by_time ON due (at, enterprise_id, kind, subject);

-- The answers of calls made with a key, for the same call made again.
CREATE TABLE answers (
    enterprise_id INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    operation TEXT NOT NULL,
    input TEXT NOT NULL,
    response TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (enterprise_id, "key")
) STRICT, WITHOUT ROWID;

-- Views, to be read by people. Amounts are texts with the currency's decimals.

-- decimals as ISO 4217 says; unit is how many minor units make one whole.
CREATE VIEW readable_enterprises AS
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
);

CREATE VIEW readable_customers AS
SELECT
    e.enterprise,
    lower(substr(hex(c.id), 1, 8) || '-' || substr(hex(c.id), 9, 4)
        || '-' || substr(hex(c.id), 13, 4) || '-' || substr(hex(c.id), 17, 4)
        || '-' || substr(hex(c.id), 21)) AS customer,
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
    c.user,
    c.consent,
    strftime('%Y-%m-%dT%H:%M:%SZ', c.archived_at / 1000, 'unixepoch') AS archived_at,
    strftime('%Y-%m-%dT%H:%M:%SZ', c.created_at / 1000, 'unixepoch') AS created_at
FROM customers c
JOIN readable_enterprises e USING (enterprise_id);

CREATE VIEW readable_cycles AS
SELECT
    e.enterprise,
    lower(substr(hex(c.id), 1, 8) || '-' || substr(hex(c.id), 9, 4)
        || '-' || substr(hex(c.id), 13, 4) || '-' || substr(hex(c.id), 17, 4)
        || '-' || substr(hex(c.id), 21)) AS cycle,
    c.name,
    c.zone,
    c.opens_local,
    c.closes_local,
    strftime('%Y-%m-%dT%H:%M:%SZ', c.opens_at / 1000, 'unixepoch') AS opens_at,
    strftime('%Y-%m-%dT%H:%M:%SZ', c.closes_at / 1000, 'unixepoch') AS closes_at,
    c.state
FROM cycles c
JOIN readable_enterprises e USING (enterprise_id);

CREATE VIEW readable_orders AS
SELECT
    e.enterprise,
    lower(substr(hex(o.id), 1, 8) || '-' || substr(hex(o.id), 9, 4)
        || '-' || substr(hex(o.id), 13, 4) || '-' || substr(hex(o.id), 17, 4)
        || '-' || substr(hex(o.id), 21)) AS "order",
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
    printf('%s%d', iif(o.item_total < 0, '-', ''), abs(o.item_total) / e.unit)
        || iif(e.decimals > 0, '.' || substr('0000' || (abs(o.item_total) % e.unit), -e.decimals), '')
        AS item_total,
    printf('%s%d', iif(o.total < 0, '-', ''), abs(o.total) / e.unit) || iif(e.decimals > 0,
        '.' || substr('0000' || (abs(o.total) % e.unit), -e.decimals), '') AS total,
    e.currency,
    strftime('%Y-%m-%dT%H:%M:%SZ', o.created_at / 1000, 'unixepoch') AS created_at,
    strftime('%Y-%m-%dT%H:%M:%SZ', o.placed_at / 1000, 'unixepoch') AS placed_at
FROM orders o
JOIN readable_enterprises e USING (enterprise_id)
LEFT JOIN cycles y ON y.enterprise_id = o.enterprise_id AND y.id = o.cycle
LEFT JOIN customers c ON c.enterprise_id = o.enterprise_id AND c.id = o.customer
LEFT JOIN standing_orders s ON s.enterprise_id = o.enterprise_id AND s.id = o.standing_order;

CREATE VIEW readable_postings AS
SELECT
    e.enterprise,
    coalesce(
        c.company,
        nullif(trim(coalesce(c.first_name, '') || ' ' || coalesce(c.last_name, '')), ''),
        c.email,
        c.code
    ) AS customer,
    c.code AS customer_code,
    p.booked_on,
    p.kind,
    printf('%s%d', iif(p.amount < 0, '-', ''), abs(p.amount) / e.unit) || iif(e.decimals > 0,
        '.' || substr('0000' || (abs(p.amount) % e.unit), -e.decimals), '') AS amount,
    e.currency,
    lower(substr(hex(p."order"), 1, 8) || '-' || substr(hex(p."order"), 9, 4)
        || '-' || substr(hex(p."order"), 13, 4) || '-' || substr(hex(p."order"), 17, 4)
        || '-' || substr(hex(p."order"), 21)) AS "order",
    p.reference,
    p.note,
    strftime('%Y-%m-%dT%H:%M:%SZ', p.at / 1000, 'unixepoch') AS at
FROM postings p
JOIN readable_enterprises e USING (enterprise_id)
LEFT JOIN customers c ON c.enterprise_id = p.enterprise_id AND c.id = p.customer;

CREATE VIEW readable_accounts AS
SELECT
    e.enterprise,
    coalesce(
        c.company,
        nullif(trim(coalesce(c.first_name, '') || ' ' || coalesce(c.last_name, '')), ''),
        c.email,
        c.code
    ) AS customer,
    c.code AS customer_code,
    printf('%s%d', iif(a.balance < 0, '-', ''), abs(a.balance) / e.unit) || iif(e.decimals > 0,
        '.' || substr('0000' || (abs(a.balance) % e.unit), -e.decimals), '') AS balance,
    e.currency,
    a.orders,
    strftime('%Y-%m-%dT%H:%M:%SZ', a.last_order_at / 1000, 'unixepoch') AS last_order_at,
    a.standing_orders
FROM accounts a
JOIN readable_enterprises e USING (enterprise_id)
LEFT JOIN customers c ON c.enterprise_id = a.enterprise_id AND c.id = a.customer;

CREATE VIEW readable_order_lines AS
SELECT
    e.enterprise,
    lower(substr(hex(l."order"), 1, 8) || '-' || substr(hex(l."order"), 9, 4)
        || '-' || substr(hex(l."order"), 13, 4) || '-' || substr(hex(l."order"), 17, 4)
        || '-' || substr(hex(l."order"), 21)) AS "order",
    y.name AS cycle,
    l.position,
    l.variant,
    v.name AS variant_name,
    rtrim(rtrim(printf('%s%d.%06d', iif(l.asked < 0, '-', ''),
        abs(l.asked) / 1000000, abs(l.asked) % 1000000), '0'), '.') AS asked,
    rtrim(rtrim(printf('%s%d.%06d', iif(l.given < 0, '-', ''),
        abs(l.given) / 1000000, abs(l.given) % 1000000), '0'), '.') AS given,
    rtrim(rtrim(printf('%s%d.%06d', iif(l.ordered < 0, '-', ''),
        abs(l.ordered) / 1000000, abs(l.ordered) % 1000000), '0'), '.') AS ordered,
    printf('%s%d', iif(l.price < 0, '-', ''), abs(l.price) / e.unit) || iif(e.decimals > 0,
        '.' || substr('0000' || (abs(l.price) % e.unit), -e.decimals), '') AS price,
    printf('%s%d', iif(l.amount < 0, '-', ''), abs(l.amount) / e.unit) || iif(e.decimals > 0,
        '.' || substr('0000' || (abs(l.amount) % e.unit), -e.decimals), '') AS amount,
    e.currency
FROM order_lines l
JOIN readable_enterprises e USING (enterprise_id)
LEFT JOIN cycles y ON y.enterprise_id = l.enterprise_id AND y.id = l.cycle
LEFT JOIN variants v ON v.enterprise_id = l.enterprise_id AND v.id = l.variant;

CREATE VIEW readable_outcomes AS
SELECT
    e.enterprise,
    s.number AS standing_order,
    y.name AS cycle,
    o.kind,
    o.why,
    lower(substr(hex(o."order"), 1, 8) || '-' || substr(hex(o."order"), 9, 4)
        || '-' || substr(hex(o."order"), 13, 4) || '-' || substr(hex(o."order"), 17, 4)
        || '-' || substr(hex(o."order"), 21)) AS "order",
    o.attempts,
    o.late,
    strftime('%Y-%m-%dT%H:%M:%SZ', o.at / 1000, 'unixepoch') AS at
FROM outcomes o
JOIN readable_enterprises e USING (enterprise_id)
LEFT JOIN standing_orders s ON s.enterprise_id = o.enterprise_id AND s.id = o.standing_order
LEFT JOIN cycles y ON y.enterprise_id = o.enterprise_id AND y.id = o.cycle;
