# frozen_string_literal: true

# Made by `cargo xtask gen` from the catalogue of operations: not to be edited.

module Milkround
  # The operations by their areas.
  module Areas
    # enterprises.create, enterprises.get, enterprises.update, enterprises.list
    class Enterprises < Area
      # Makes an enterprise known: `enterprises.create`. System only.
      #
      # Errors: `already_exists`, `unknown_zone`, `unknown_currency`.
      #
      # @param enterprise [String] The host's id of it: 1 to 64 printable ASCII characters. It
      #   never changes.
      # @param name [String] Its name.
      # @param zone [String] The IANA zone of its dates and times, such as `Europe/London`.
      # @param currency [String] The ISO 4217 code of its currency.
      # @param settings [SettingsPatch, Hash, nil] What it settles; the usual where nothing is
      #   said.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [Enterprise]
      def create(enterprise:, name:, zone:, currency:, settings: nil, key: nil, dry_run: false)
        given = { enterprise: enterprise, name: name, zone: zone, currency: currency,
                  settings: settings }
        run(CREATE, given, key, dry_run)
      end

      CREATE = Operation.new(
        "enterprises.create",
        { "enterprise" => [:text], "name" => [:text], "zone" => [:text], "currency" => [:text],
          "settings" => [:SettingsPatch, :maybe] },
        :Enterprise
      )
      private_constant :CREATE

      # Reads one enterprise: `enterprises.get`.
      #
      # Errors: `not_found`.
      #
      # @param enterprise [String] The host's id of it.
      # @return [Enterprise]
      def get(enterprise:)
        given = { enterprise: enterprise }
        run(GET, given)
      end

      GET = Operation.new(
        "enterprises.get",
        { "enterprise" => [:text] },
        :Enterprise
      )
      private_constant :GET

      # Changes an enterprise: `enterprises.update`. What is left out stays. Series keep their own
      # zone (R2), so a new zone moves no cycle.
      #
      # Errors: `conflict` for a stale version, `currency_fixed` (R20), `unknown_zone`.
      #
      # @param enterprise [String] The host's id of it.
      # @param version [Integer, nil] The version that the caller saw; none: whatever is there.
      # @param name [String, KEEP] Its name.
      # @param zone [String, KEEP] Its zone.
      # @param currency [String, KEEP] Its currency, while no offer, order or entry of the ledger
      #   exists.
      # @param settings [SettingsPatch, Hash, nil] What it settles anew.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [Enterprise]
      def update(enterprise:, version: nil, name: KEEP, zone: KEEP, currency: KEEP, settings: nil,
                 key: nil, dry_run: false)
        given = { enterprise: enterprise, version: version, name: name, zone: zone,
                  currency: currency, settings: settings }
        run(UPDATE, given, key, dry_run)
      end

      UPDATE = Operation.new(
        "enterprises.update",
        { "enterprise" => [:text], "version" => [:integer, :maybe], "name" => [:text],
          "zone" => [:text], "currency" => [:text], "settings" => [:SettingsPatch, :maybe] },
        :Enterprise
      )
      private_constant :UPDATE

      # Lists the enterprises that the actor manages: `enterprises.list`.
      #
      # @param limit [Integer, nil] How many: 1 to 1,000, usually 50.
      # @param after [String, nil] The `next_page` of the page before.
      # @return [EnterprisePage]
      def list(limit: nil, after: nil)
        given = { limit: limit, after: after }
        run(LIST, given)
      end

      LIST = Operation.new(
        "enterprises.list",
        { "limit" => [:integer, :maybe], "after" => [:text, :maybe] },
        :EnterprisePage
      )
      private_constant :LIST
    end

    # variants.save, variants.list
    class Variants < Area
      # Makes variants known, or replaces what is known of them: `variants.save`. All or none.
      #
      # @param enterprise [String] Whose shop.
      # @param variants [Array<VariantInput, Hash>] The variants, each once; at most 10,000.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [VariantsSaved]
      def save(enterprise:, variants:, key: nil, dry_run: false)
        given = { enterprise: enterprise, variants: variants }
        run(SAVE, given, key, dry_run)
      end

      SAVE = Operation.new(
        "variants.save",
        { "enterprise" => [:text], "variants" => [[:VariantInput]] },
        :VariantsSaved
      )
      private_constant :SAVE

      # Lists variants: `variants.list`, in the order of their ids.
      #
      # @param enterprise [String] Whose.
      # @param ids [Array<String>, nil] Only these.
      # @param limit [Integer, nil] How many: 1 to 1,000, usually 50.
      # @param after [String, nil] The `next_page` of the page before.
      # @return [VariantPage]
      def list(enterprise:, ids: nil, limit: nil, after: nil)
        given = { enterprise: enterprise, ids: ids, limit: limit, after: after }
        run(LIST, given)
      end

      LIST = Operation.new(
        "variants.list",
        { "enterprise" => [:text], "ids" => [[:text], :maybe], "limit" => [:integer, :maybe],
          "after" => [:text, :maybe] },
        :VariantPage
      )
      private_constant :LIST
    end

    # customers.create, customers.get, customers.update, customers.list, customers.set_codes,
    # customers.import_csv, customers.export_csv, customers.change_many, customers.message,
    # customers.add_note, customers.edit_note, customers.remove_note, customers.list_notes,
    # customers.archive, customers.restore, customers.remove, customers.erase,
    # customers.plan_merge, customers.merge, customers.split, customers.save_contact,
    # customers.remove_contact, customers.list_contacts, customers.of_user, customers.set_consent,
    # customers.changes_since, customers.may_shop, customers.link_orders, customers.history,
    # customers.sales
    class Customers < Area
      # Makes a customer: `customers.create`.
      #
      # Errors: `already_exists` for a code in use, or an e-mail address in use unless
      # `share_email`.
      #
      # @param enterprise [String] At which enterprise.
      # @param fields [CustomerFields, Hash, nil] What is known of him.
      # @param share_email [Boolean, nil] Whether he may share his e-mail address with another
      #   customer of the enterprise (A1). The first stays the one that the address finds. Default:
      #   false.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [Customer]
      def create(enterprise:, fields: nil, share_email: nil, key: nil, dry_run: false)
        given = { enterprise: enterprise, fields: fields, share_email: share_email }
        run(CREATE, given, key, dry_run)
      end

      CREATE = Operation.new(
        "customers.create",
        { "enterprise" => [:text], "fields" => [:CustomerFields, :maybe],
          "share_email" => [:boolean, :maybe] },
        :Customer
      )
      private_constant :CREATE

      # Reads one customer: `customers.get`. Customers may read themselves. Of who was merged into
      # another, what is left is answered, with `merged_into`.
      #
      # Errors: `not_found`.
      #
      # @param enterprise [String] At which enterprise.
      # @param customer [String] Which customer.
      # @return [Customer]
      def get(enterprise:, customer:)
        given = { enterprise: enterprise, customer: customer }
        run(GET, given)
      end

      GET = Operation.new(
        "customers.get",
        { "enterprise" => [:text], "customer" => [:uuid] },
        :Customer
      )
      private_constant :GET

      # Changes a customer: `customers.update`. What is left out stays.
      #
      # Errors: `conflict` for a stale version; `already_exists` as in `CreateCustomer`;
      # `wrong_state` when he is erased or was merged into another.
      #
      # @param enterprise [String] At which enterprise.
      # @param customer [String] Which customer.
      # @param version [Integer, nil] The version that the caller saw; none: whatever is there
      #   (R35).
      # @param fields [CustomerFields, Hash, nil] What changes.
      # @param share_email [Boolean, nil] As in `CreateCustomer`. Default: false.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [Customer]
      def update(enterprise:, customer:, version: nil, fields: nil, share_email: nil, key: nil,
                 dry_run: false)
        given = { enterprise: enterprise, customer: customer, version: version, fields: fields,
                  share_email: share_email }
        run(UPDATE, given, key, dry_run)
      end

      UPDATE = Operation.new(
        "customers.update",
        { "enterprise" => [:text], "customer" => [:uuid], "version" => [:integer, :maybe],
          "fields" => [:CustomerFields, :maybe], "share_email" => [:boolean, :maybe] },
        :Customer
      )
      private_constant :UPDATE

      # Lists customers: `customers.list`. Staff only.
      #
      # Any column sorts, both ways, with empty ones last. It costs the same with a hundred
      # customers and with a million.
      #
      # Errors: `malformed` for the token of another list; `too_long` for more than 200 enterprises
      # or 8 words.
      #
      # @param enterprise [String, nil] Of which enterprise; none: of all that the actor manages.
      # @param filter [CustomerFilter, Hash, nil] Which customers; usually all.
      # @param columns [Array<Symbol>, nil] Which columns to fill; usually name, code, tags and
      #   the last order's time.
      # @param custom_columns [Array<String>, nil] Which of the hub's own fields to fill beside,
      #   by their keys. Default: [].
      # @param sort_by [Symbol, nil] By which column to sort; usually the name.
      # @param sort_by_custom [String, nil] By which of the hub's own fields to sort; not
      #   together with `sort_by`.
      # @param descending [Boolean, nil] Whether the greatest come first. Default: false.
      # @param with_total [Boolean, nil] Whether to count all that are meant. Default: false.
      # @param limit [Integer, nil] How many: 1 to 1,000, usually 50.
      # @param after [String, nil] The `next_page` of the page before.
      # @param before [String, nil] The `previous_page` of the page behind; not together with
      #   `after`.
      # @return [CustomerPage]
      def list(enterprise: nil, filter: nil, columns: nil, custom_columns: nil, sort_by: nil,
               sort_by_custom: nil, descending: nil, with_total: nil, limit: nil, after: nil,
               before: nil)
        given = { enterprise: enterprise, filter: filter, columns: columns,
                  custom_columns: custom_columns, sort_by: sort_by,
                  sort_by_custom: sort_by_custom, descending: descending, with_total: with_total,
                  limit: limit, after: after, before: before }
        run(LIST, given)
      end

      LIST = Operation.new(
        "customers.list",
        { "enterprise" => [:text, :maybe], "filter" => [:CustomerFilter, :maybe],
          "columns" => [[:CustomerColumn], :maybe], "custom_columns" => [[:text], :maybe],
          "sort_by" => [:CustomerColumn, :maybe], "sort_by_custom" => [:text, :maybe],
          "descending" => [:boolean, :maybe], "with_total" => [:boolean, :maybe],
          "limit" => [:integer, :maybe], "after" => [:text, :maybe], "before" => [:text, :maybe] },
        :CustomerPage
      )
      private_constant :LIST

      # Gives many customers their codes: `customers.set_codes`. All or none: every row that cannot
      # be is told at once. Codes may be swapped and passed round within one call (A2).
      #
      # A row is refused with `malformed` or `too_long` for the code, `unknown_reference` for a
      # customer who is not there, `duplicate` for a customer or a code that stands twice,
      # `already_exists` for the code of a customer outside the call or one that finds another
      # since a merge, `wrong_state` for a customer who is erased or was merged into another, and
      # `required` where nothing else finds the customer.
      #
      # @param enterprise [String] At which enterprise.
      # @param codes [Array<CodeRow, Hash>] The customers with their codes, each once; at most
      #   10,000.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [CodesSet]
      def set_codes(enterprise:, codes:, key: nil, dry_run: false)
        given = { enterprise: enterprise, codes: codes }
        run(SET_CODES, given, key, dry_run)
      end

      SET_CODES = Operation.new(
        "customers.set_codes",
        { "enterprise" => [:text], "codes" => [[:CodeRow]] },
        :CodesSet
      )
      private_constant :SET_CODES

      # Makes and changes customers from a CSV file: `customers.import_csv`.
      #
      # Each row finds its customer by id, else by e-mail address and code, and changes him; a row
      # that finds nobody makes a customer. The same file again changes nothing. Unless
      # `take_good_rows`, one bad row refuses the whole file, and nothing is changed. With
      # `dry_run` and `take_good_rows` the answer is a preview: what would be made, and every bad
      # row.
      #
      # Commas, semicolons and tabs are understood; the text must have been read as UTF-8. The
      # first row is the header.
      #
      # A file or a row is refused at `csv.line_N`, a cell at `csv.line_N.FIELD`: `malformed` for a
      # text that is not UTF-8, a quote that does not close or more cells than columns;
      # `unknown_field` for a column that is not known; `required` where no column finds anybody;
      # `duplicate` for a customer, code or address that stands twice; `already_exists` for a code
      # or address of another customer; `unknown_reference` for an id that is not there;
      # `wrong_state` for one who is erased or was merged into another.
      #
      # @param enterprise [String] At which enterprise.
      # @param csv [String] The file as text, the header first; up to 100,000 rows, or any number
      #   with `most_rows`.
      # @param columns [Hash{String => String, nil}, nil] What columns mean whose headers do not
      #   say: the header, and the field (`first_name`, `custom.allergies`), or null to leave the
      #   column out.
      # @param clear_blank [Boolean, nil] Whether a blank cell clears what the customer has;
      #   usually it leaves that. Default: false.
      # @param share_email [Boolean, nil] Whether a row of a known e-mail address with a new code
      #   makes another customer, who shares the address (A1). Default: false.
      # @param take_good_rows [Boolean, nil] Whether the good rows are taken, and the bad ones
      #   told in the answer. Default: false.
      # @param most_rows [Integer, nil] Takes no more than so many rows, 1 to 100,000:
      #   `next_line` says where to go on.
      # @param from_line [Integer, nil] Goes on at this line: the `next_line` of the call before.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [CustomersImported]
      def import_csv(enterprise:, csv:, columns: nil, clear_blank: nil, share_email: nil,
                     take_good_rows: nil, most_rows: nil, from_line: nil, key: nil, dry_run: false)
        given = { enterprise: enterprise, csv: csv, columns: columns, clear_blank: clear_blank,
                  share_email: share_email, take_good_rows: take_good_rows, most_rows: most_rows,
                  from_line: from_line }
        run(IMPORT_CSV, given, key, dry_run)
      end

      IMPORT_CSV = Operation.new(
        "customers.import_csv",
        { "enterprise" => [:text], "csv" => [:text], "columns" => [{ of: :text }, :maybe],
          "clear_blank" => [:boolean, :maybe], "share_email" => [:boolean, :maybe],
          "take_good_rows" => [:boolean, :maybe], "most_rows" => [:integer, :maybe],
          "from_line" => [:integer, :maybe] },
        :CustomersImported
      )
      private_constant :IMPORT_CSV

      # Writes a list of customers as CSV: `customers.export_csv`. Staff only.
      #
      # The file comes in pieces: put behind one another as they are, they are the whole. Without
      # columns it has all that `customers.import_csv` sets, so that it can come back as it is.
      # Cells that a spreadsheet would run as a formula stand behind an apostrophe, which the
      # import takes away (P20); amounts and counts are plain numbers, times are UTC.
      #
      # Errors: as in `customers.list`; `unknown_field` for a column that is not there.
      #
      # @param enterprise [String, nil] Of which enterprise; none: of all that the actor manages.
      # @param filter [CustomerFilter, Hash, nil] Which customers; usually all.
      # @param columns [Array<String>, nil] Which columns, in this order: those of an import
      #   (`first_name`, `billing_city`, `custom.allergies`) and those of the list (`balance`,
      #   `last_order_at`).
      # @param sort_by [Symbol, nil] By which column to sort; usually the time when customers
      #   were made.
      # @param sort_by_custom [String, nil] By which of the hub's own fields to sort; not
      #   together with `sort_by`.
      # @param descending [Boolean, nil] Whether the greatest come first. Default: false.
      # @param limit [Integer, nil] How many customers a piece has at most: 1 to 20,000, usually
      #   10,000.
      # @param after [String, nil] The `next_page` of the piece before.
      # @return [CustomersCsv]
      def export_csv(enterprise: nil, filter: nil, columns: nil, sort_by: nil,
                     sort_by_custom: nil, descending: nil, limit: nil, after: nil)
        given = { enterprise: enterprise, filter: filter, columns: columns, sort_by: sort_by,
                  sort_by_custom: sort_by_custom, descending: descending, limit: limit,
                  after: after }
        run(EXPORT_CSV, given)
      end

      EXPORT_CSV = Operation.new(
        "customers.export_csv",
        { "enterprise" => [:text, :maybe], "filter" => [:CustomerFilter, :maybe],
          "columns" => [[:text], :maybe], "sort_by" => [:CustomerColumn, :maybe],
          "sort_by_custom" => [:text, :maybe], "descending" => [:boolean, :maybe],
          "limit" => [:integer, :maybe], "after" => [:text, :maybe] },
        :CustomersCsv
      )
      private_constant :EXPORT_CSV

      # Changes many customers at once: `customers.change_many`. Gives and takes tags, sets the
      # delivery run, archives and restores. Twice is no harm.
      #
      # All or nothing, unless `take_good_ones`. Named customers are meant though they are
      # archived.
      #
      # Errors: `required` where nobody or nothing is said; `unknown_reference` for a named
      # customer who is not there; `not_found` for the selection; `too_long` for more than 100,000;
      # `wrong_state` for archiving who has a standing order, with all who are refused.
      #
      # @param enterprise [String] At which enterprise.
      # @param filter [CustomerFilter, Hash, nil] Who is meant; not together with `selection`. A
      #   filter of nothing means everybody.
      # @param selection [String, nil] The name of a kept selection.
      # @param add_tags [Array<String>, nil] Tags to give. Default: [].
      # @param remove_tags [Array<String>, nil] Tags to take, whatever their case and accents.
      #   Default: [].
      # @param delivery_run [String, KEEP, nil] The delivery run; null or blank: none.
      # @param archived [Boolean, nil] Whether they shall be archived; left out: as they are.
      # @param take_good_ones [Boolean, nil] Whether those are changed who can be, and the others
      #   told in the answer. Default: false.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [CustomersChanged]
      def change_many(enterprise:, filter: nil, selection: nil, add_tags: nil, remove_tags: nil,
                      delivery_run: KEEP, archived: nil, take_good_ones: nil, key: nil,
                      dry_run: false)
        given = { enterprise: enterprise, filter: filter, selection: selection,
                  add_tags: add_tags, remove_tags: remove_tags, delivery_run: delivery_run,
                  archived: archived, take_good_ones: take_good_ones }
        run(CHANGE_MANY, given, key, dry_run)
      end

      CHANGE_MANY = Operation.new(
        "customers.change_many",
        { "enterprise" => [:text], "filter" => [:CustomerFilter, :maybe],
          "selection" => [:text, :maybe], "add_tags" => [[:text], :maybe],
          "remove_tags" => [[:text], :maybe], "delivery_run" => [:text],
          "archived" => [:boolean, :maybe], "take_good_ones" => [:boolean, :maybe] },
        :CustomersChanged
      )
      private_constant :CHANGE_MANY

      # Sends customers a message through the outbox: `customers.message`. A notice of the kind
      # `message` each, with `subject`, `text` and the message's id.
      #
      # A message goes to those alone who gave consent. About a cycle it is a service: it goes to
      # those who have an order in it, whatever they said to being written to (R45). Give an
      # idempotency key: the same call again sends it again.
      #
      # Errors: `required` where nobody is said; `unknown_reference` for a named customer who is
      # not there; `not_found` for the selection or the cycle; `too_long` for more than 100,000
      # customers.
      #
      # @param enterprise [String] At which enterprise.
      # @param filter [CustomerFilter, Hash, nil] Who is meant; not together with `selection`. A
      #   filter of nothing means everybody.
      # @param selection [String, nil] The name of a kept selection.
      # @param cycle [String, nil] About which cycle: it goes to those of them who have an order
      #   there.
      # @param subject [String] What it is about: 1 to 200 characters.
      # @param text [String] What it says: 1 to 10,000 characters.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [MessageSent]
      def message(enterprise:, filter: nil, selection: nil, cycle: nil, subject:, text:, key: nil,
                  dry_run: false)
        given = { enterprise: enterprise, filter: filter, selection: selection, cycle: cycle,
                  subject: subject, text: text }
        run(MESSAGE, given, key, dry_run)
      end

      MESSAGE = Operation.new(
        "customers.message",
        { "enterprise" => [:text], "filter" => [:CustomerFilter, :maybe],
          "selection" => [:text, :maybe], "cycle" => [:uuid, :maybe], "subject" => [:text],
          "text" => [:text] },
        :MessageSent
      )
      private_constant :MESSAGE

      # Notes something about a customer: `customers.add_note`. Staff only.
      #
      # Errors: `not_found` for the customer; `wrong_state` when he was merged into another.
      #
      # @param enterprise [String] At which enterprise.
      # @param customer [String] About which customer.
      # @param text [String] What: 1 to 4,000 characters.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [CustomerNote]
      def add_note(enterprise:, customer:, text:, key: nil, dry_run: false)
        given = { enterprise: enterprise, customer: customer, text: text }
        run(ADD_NOTE, given, key, dry_run)
      end

      ADD_NOTE = Operation.new(
        "customers.add_note",
        { "enterprise" => [:text], "customer" => [:uuid], "text" => [:text] },
        :CustomerNote
      )
      private_constant :ADD_NOTE

      # Changes what a note says: `customers.edit_note`. Staff only; what it said before stays in
      # the change log, under the note's id.
      #
      # Errors: `not_found`; `conflict` for a stale version.
      #
      # @param enterprise [String] At which enterprise.
      # @param note [String] Which note.
      # @param version [Integer, nil] The version that the caller saw; none: whatever is there
      #   (R35).
      # @param text [String] What it shall say: 1 to 4,000 characters.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [CustomerNote]
      def edit_note(enterprise:, note:, version: nil, text:, key: nil, dry_run: false)
        given = { enterprise: enterprise, note: note, version: version, text: text }
        run(EDIT_NOTE, given, key, dry_run)
      end

      EDIT_NOTE = Operation.new(
        "customers.edit_note",
        { "enterprise" => [:text], "note" => [:uuid], "version" => [:integer, :maybe],
          "text" => [:text] },
        :CustomerNote
      )
      private_constant :EDIT_NOTE

      # Removes a note and answers with it: `customers.remove_note`. Staff only; what it said stays
      # in the change log, under the note's id.
      #
      # Errors: `not_found`; `conflict` for a stale version.
      #
      # @param enterprise [String] At which enterprise.
      # @param note [String] Which note.
      # @param version [Integer, nil] The version that the caller saw; none: whatever is there
      #   (R35).
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [CustomerNote]
      def remove_note(enterprise:, note:, version: nil, key: nil, dry_run: false)
        given = { enterprise: enterprise, note: note, version: version }
        run(REMOVE_NOTE, given, key, dry_run)
      end

      REMOVE_NOTE = Operation.new(
        "customers.remove_note",
        { "enterprise" => [:text], "note" => [:uuid], "version" => [:integer, :maybe] },
        :CustomerNote
      )
      private_constant :REMOVE_NOTE

      # Lists the notes about a customer, the newest first: `customers.list_notes`. Staff only.
      #
      # Errors: `not_found` for the customer.
      #
      # @param enterprise [String] At which enterprise.
      # @param customer [String] About which customer.
      # @param limit [Integer, nil] How many: 1 to 1,000, usually 50.
      # @param after [String, nil] The `next_page` of the page before.
      # @return [CustomerNotePage]
      def list_notes(enterprise:, customer:, limit: nil, after: nil)
        given = { enterprise: enterprise, customer: customer, limit: limit, after: after }
        run(LIST_NOTES, given)
      end

      LIST_NOTES = Operation.new(
        "customers.list_notes",
        { "enterprise" => [:text], "customer" => [:uuid], "limit" => [:integer, :maybe],
          "after" => [:text, :maybe] },
        :CustomerNotePage
      )
      private_constant :LIST_NOTES

      # Archives a customer: `customers.archive` (A12). He keeps all that is his, is left out of
      # the list, and is gone from the feed. Who orders again is restored. Twice is no harm.
      #
      # Errors: `wrong_state` while he has a standing order, or when he is erased; `conflict` for a
      # stale version.
      #
      # @param enterprise [String] At which enterprise.
      # @param customer [String] Which customer.
      # @param version [Integer, nil] The version that the caller saw; none: whatever is there.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [Customer]
      def archive(enterprise:, customer:, version: nil, key: nil, dry_run: false)
        given = { enterprise: enterprise, customer: customer, version: version }
        run(ARCHIVE, given, key, dry_run)
      end

      ARCHIVE = Operation.new(
        "customers.archive",
        { "enterprise" => [:text], "customer" => [:uuid], "version" => [:integer, :maybe] },
        :Customer
      )
      private_constant :ARCHIVE

      # Takes a customer out of the archive: `customers.restore` (A12). Twice is no harm.
      #
      # Errors: `wrong_state` when he is erased; `conflict` for a stale version.
      #
      # @param enterprise [String] At which enterprise.
      # @param customer [String] Which customer.
      # @param version [Integer, nil] The version that the caller saw; none: whatever is there.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [Customer]
      def restore(enterprise:, customer:, version: nil, key: nil, dry_run: false)
        given = { enterprise: enterprise, customer: customer, version: version }
        run(RESTORE, given, key, dry_run)
      end

      RESTORE = Operation.new(
        "customers.restore",
        { "enterprise" => [:text], "customer" => [:uuid], "version" => [:integer, :maybe] },
        :Customer
      )
      private_constant :RESTORE

      # Removes a customer who has nothing running: `customers.remove` (A12, R43). Where orders or
      # standing orders of his are in the books, he stays there under a pseudonym, as
      # `EraseCustomer` leaves him; else nothing of him stays. Who was merged into him goes with
      # him.
      #
      # Errors: `wrong_state` while a standing order is future, active or paused, or an order is
      # made ahead, pending, or placed and not fulfilled, or the balance is not zero, or he was
      # merged into another: remove that one; `conflict` for a stale version.
      #
      # @param enterprise [String] At which enterprise.
      # @param customer [String] Which customer.
      # @param version [Integer, nil] The version that the caller saw; none: whatever is there.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [CustomerRemoved]
      def remove(enterprise:, customer:, version: nil, key: nil, dry_run: false)
        given = { enterprise: enterprise, customer: customer, version: version }
        run(REMOVE, given, key, dry_run)
      end

      REMOVE = Operation.new(
        "customers.remove",
        { "enterprise" => [:text], "customer" => [:uuid], "version" => [:integer, :maybe] },
        :CustomerRemoved
      )
      private_constant :REMOVE

      # Erases a customer: `customers.erase` (A12, R43). His standing orders end; his orders that
      # are made ahead or pending are cancelled, and those placed in a cycle that has not closed.
      # What is personal goes, from the change log and kept answers too; orders and entries stay
      # under a pseudonym. Who was merged into him is erased with him. Nothing brings it back.
      # Twice is no harm.
      #
      # Errors: `not_found`; `wrong_state` when he was merged into another: erase that one.
      #
      # @param enterprise [String] At which enterprise.
      # @param customer [String] Which customer.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [Customer]
      def erase(enterprise:, customer:, key: nil, dry_run: false)
        given = { enterprise: enterprise, customer: customer }
        run(ERASE, given, key, dry_run)
      end

      ERASE = Operation.new(
        "customers.erase",
        { "enterprise" => [:text], "customer" => [:uuid] },
        :Customer
      )
      private_constant :ERASE

      # Says what merging one customer into another will do: `customers.plan_merge`. Staff only; it
      # changes nothing.
      #
      # Errors: as `MergeCustomers`, without the fingerprint.
      #
      # @param enterprise [String] At which enterprise.
      # @param customer [String] Who goes.
      # @param into [String] Who stays.
      # @return [MergePlan]
      def plan_merge(enterprise:, customer:, into:)
        given = { enterprise: enterprise, customer: customer, into: into }
        run(PLAN_MERGE, given)
      end

      PLAN_MERGE = Operation.new(
        "customers.plan_merge",
        { "enterprise" => [:text], "customer" => [:uuid], "into" => [:uuid] },
        :MergePlan
      )
      private_constant :PLAN_MERGE

      # Merges one customer into another: `customers.merge` (A6, R38). Orders, standing orders, the
      # balance, notes and contacts of the one become the other's, who keeps his code, his terms
      # and all that he has said of himself; what he has not said is filled. Tags are put together,
      # and of what both said to being written to the stricter holds. The e-mail address, code and
      # user of the one who goes find the other from now on, and his id leads there. Staff only; it
      # cannot be taken back, but `customers.split` parts them.
      #
      # Errors: `unknown_reference` for who is not there; `duplicate` for one and the same;
      # `wrong_state` for who is erased or merged already, for who stays and is archived, and for
      # more than 50 contacts together; `conflict` where the fingerprint is another by now.
      #
      # @param enterprise [String] At which enterprise.
      # @param customer [String] Who goes.
      # @param into [String] Who stays.
      # @param fingerprint [String, nil] That of the plan which was seen; none: whatever is there
      #   (R35).
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [CustomersMerged]
      def merge(enterprise:, customer:, into:, fingerprint: nil, key: nil, dry_run: false)
        given = { enterprise: enterprise, customer: customer, into: into, fingerprint: fingerprint }
        run(MERGE, given, key, dry_run)
      end

      MERGE = Operation.new(
        "customers.merge",
        { "enterprise" => [:text], "customer" => [:uuid], "into" => [:uuid],
          "fingerprint" => [:text, :maybe] },
        :CustomersMerged
      )
      private_constant :MERGE

      # Parts a customer in two: `customers.split` (A6, R38). A new customer is made, and gets
      # these orders, with what they charged, and these standing orders; all else stays. An e-mail
      # address, code or user that finds this one since a merge may become the new one's own. Staff
      # only. Every fault is told at once.
      #
      # Errors: `already_exists` for a code in use, or an e-mail address in use unless
      # `share_email`; `unknown_reference` for what is not this customer's; `duplicate` for what is
      # named twice; `required` where nothing is named; `wrong_state` when he is erased or was
      # merged into another; `conflict` for a stale version.
      #
      # @param enterprise [String] At which enterprise.
      # @param customer [String] Which customer.
      # @param version [Integer, nil] The version that the caller saw; none: whatever is there.
      # @param fields [CustomerFields, Hash, nil] What is known of the new one.
      # @param share_email [Boolean, nil] Whether he may share his e-mail address with another,
      #   such as this one (A1). Default: false.
      # @param orders [Array<String>, nil] The orders that are the new one's; at most 1,000.
      #   Default: [].
      # @param standing_orders [Array<String>, nil] The standing orders that are the new one's;
      #   at most 1,000. Their orders stay unless named. Default: [].
      # @param with_payments [Boolean, nil] Whether payments, refunds and credits that name the
      #   orders go with them. Default: false.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [CustomerSplit]
      def split(enterprise:, customer:, version: nil, fields: nil, share_email: nil, orders: nil,
                standing_orders: nil, with_payments: nil, key: nil, dry_run: false)
        given = { enterprise: enterprise, customer: customer, version: version, fields: fields,
                  share_email: share_email, orders: orders, standing_orders: standing_orders,
                  with_payments: with_payments }
        run(SPLIT, given, key, dry_run)
      end

      SPLIT = Operation.new(
        "customers.split",
        { "enterprise" => [:text], "customer" => [:uuid], "version" => [:integer, :maybe],
          "fields" => [:CustomerFields, :maybe], "share_email" => [:boolean, :maybe],
          "orders" => [[:uuid], :maybe], "standing_orders" => [[:uuid], :maybe],
          "with_payments" => [:boolean, :maybe] },
        :CustomerSplit
      )
      private_constant :SPLIT

      # Adds somebody who acts for a customer, or replaces what is known of him:
      # `customers.save_contact` (A16). What is left out is none.
      #
      # Errors: `not_found`; `already_exists` when the address or the user is the customer's or
      # another contact's of his; `wrong_state` when the customer is erased; `conflict` for a stale
      # version.
      #
      # @param enterprise [String] At which enterprise.
      # @param customer [String] For which customer.
      # @param contact [String, nil] Whom to replace; none: a new one.
      # @param version [Integer, nil] The version that the caller saw; none: whatever is there.
      # @param email [String, nil] His e-mail address; give it, or the user, or both.
      # @param user [String, nil] The host's user behind him.
      # @param name [String, nil] What to call him.
      # @param access [Symbol] How far he may act.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [Contact]
      def save_contact(enterprise:, customer:, contact: nil, version: nil, email: nil, user: nil,
                       name: nil, access:, key: nil, dry_run: false)
        given = { enterprise: enterprise, customer: customer, contact: contact, version: version,
                  email: email, user: user, name: name, access: access }
        run(SAVE_CONTACT, given, key, dry_run)
      end

      SAVE_CONTACT = Operation.new(
        "customers.save_contact",
        { "enterprise" => [:text], "customer" => [:uuid], "contact" => [:uuid, :maybe],
          "version" => [:integer, :maybe], "email" => [:text, :maybe], "user" => [:text, :maybe],
          "name" => [:text, :maybe], "access" => [:ContactAccess] },
        :Contact
      )
      private_constant :SAVE_CONTACT

      # Takes away somebody who acted for a customer: `customers.remove_contact`. Answers as he
      # was.
      #
      # Errors: `not_found`.
      #
      # @param enterprise [String] At which enterprise.
      # @param customer [String] Of which customer.
      # @param contact [String] Whom.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [Contact]
      def remove_contact(enterprise:, customer:, contact:, key: nil, dry_run: false)
        given = { enterprise: enterprise, customer: customer, contact: contact }
        run(REMOVE_CONTACT, given, key, dry_run)
      end

      REMOVE_CONTACT = Operation.new(
        "customers.remove_contact",
        { "enterprise" => [:text], "customer" => [:uuid], "contact" => [:uuid] },
        :Contact
      )
      private_constant :REMOVE_CONTACT

      # Lists who acts for a customer beside himself: `customers.list_contacts`. Customers may see
      # their own.
      #
      # Errors: `not_found`.
      #
      # @param enterprise [String] At which enterprise.
      # @param customer [String] For which customer.
      # @return [ContactList]
      def list_contacts(enterprise:, customer:)
        given = { enterprise: enterprise, customer: customer }
        run(LIST_CONTACTS, given)
      end

      LIST_CONTACTS = Operation.new(
        "customers.list_contacts",
        { "enterprise" => [:text], "customer" => [:uuid] },
        :ContactList
      )
      private_constant :LIST_CONTACTS

      # Finds the customers for whom a person acts, across enterprises: `customers.of_user` (R18,
      # A16). Staff only, and the host's own code: it trusts that the host has verified the address
      # or the user. Archived ones are among them.
      #
      # @param enterprises [Array<String>, nil] At these enterprises; none named: at all that the
      #   caller manages. Default: [].
      # @param email [String, nil] An e-mail address that the host has verified; give it, or the
      #   user, or both.
      # @param user [String, nil] The host's user.
      # @return [OwnCustomers]
      def of_user(enterprises: nil, email: nil, user: nil)
        given = { enterprises: enterprises, email: email, user: user }
        run(OF_USER, given)
      end

      OF_USER = Operation.new(
        "customers.of_user",
        { "enterprises" => [[:text], :maybe], "email" => [:text, :maybe],
          "user" => [:text, :maybe] },
        :OwnCustomers
      )
      private_constant :OF_USER

      # Notes whether the hub may write to a customer beyond his own orders:
      # `customers.set_consent` (A10). When and by whom it was said is kept. Customers may say it
      # themselves. Of who was merged into another, it is noted of that one.
      #
      # Errors: `not_found`, `conflict` for a stale version, `wrong_state` when he is erased.
      #
      # @param enterprise [String] At which enterprise.
      # @param customer [String] Which customer.
      # @param version [Integer, nil] The version that the caller saw; none: whatever is there.
      # @param consent [Symbol] What he said.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [Customer]
      def set_consent(enterprise:, customer:, version: nil, consent:, key: nil, dry_run: false)
        given = { enterprise: enterprise, customer: customer, version: version, consent: consent }
        run(SET_CONSENT, given, key, dry_run)
      end

      SET_CONSENT = Operation.new(
        "customers.set_consent",
        { "enterprise" => [:text], "customer" => [:uuid], "version" => [:integer, :maybe],
          "consent" => [:Consent] },
        :Customer
      )
      private_constant :SET_CONSENT

      # Reads who came, changed or went: `customers.changes_since` (A10). Staff only.
      #
      # Each customer stands in the feed once, at his latest change and as he is now, so that
      # nothing is missed however long a reader was away. Who changes while a reader is on his way
      # through comes at the end: take `added` and `changed` alike, and put in whom you do not
      # know.
      #
      # Errors: `out_of_range` for a `since` that this hub never gave.
      #
      # @param enterprise [String] Whose customers.
      # @param since [Integer, nil] The `next_since` of the answer before; none: from the
      #   beginning.
      # @param limit [Integer, nil] How many: 1 to 1,000, usually 50.
      # @return [CustomerChanges]
      def changes_since(enterprise:, since: nil, limit: nil)
        given = { enterprise: enterprise, since: since, limit: limit }
        run(CHANGES_SINCE, given)
      end

      CHANGES_SINCE = Operation.new(
        "customers.changes_since",
        { "enterprise" => [:text], "since" => [:integer, :maybe], "limit" => [:integer, :maybe] },
        :CustomerChanges
      )
      private_constant :CHANGES_SINCE

      # Asks whether a person may shop: `customers.may_shop` (A11). Staff only, and the host's own
      # code, which asks before it lets him fill a cart: recording an order does not ask again. It
      # trusts that the host has verified the address or the user (R19).
      #
      # @param enterprise [String] In whose shop.
      # @param email [String, nil] An e-mail address that the host has verified; give it, or the
      #   user, or both.
      # @param user [String, nil] The host's user.
      # @return [ShopDecision]
      def may_shop(enterprise:, email: nil, user: nil)
        given = { enterprise: enterprise, email: email, user: user }
        run(MAY_SHOP, given)
      end

      MAY_SHOP = Operation.new(
        "customers.may_shop",
        { "enterprise" => [:text], "email" => [:text, :maybe], "user" => [:text, :maybe] },
        :ShopDecision
      )
      private_constant :MAY_SHOP

      # Links past orders to the customers whom their addresses find: `customers.link_orders` (A5).
      # Staff only. Twice is no harm: what has its customer keeps him.
      #
      # Errors: `not_found` for the customer; `wrong_state` when he is erased.
      #
      # @param enterprise [String] At which enterprise.
      # @param customer [String, nil] Only the orders under this customer's address, to him: also
      #   where several share it; none: all orders, each to the default customer of its address.
      # @param create [Boolean, nil] Whether an address that finds nobody makes a customer.
      #   Default: false.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [OrdersLinked]
      def link_orders(enterprise:, customer: nil, create: nil, key: nil, dry_run: false)
        given = { enterprise: enterprise, customer: customer, create: create }
        run(LINK_ORDERS, given, key, dry_run)
      end

      LINK_ORDERS = Operation.new(
        "customers.link_orders",
        { "enterprise" => [:text], "customer" => [:uuid, :maybe], "create" => [:boolean, :maybe] },
        :OrdersLinked
      )
      private_constant :LINK_ORDERS

      # What a customer has ordered, newest first, past orders among it, and what is to come:
      # `customers.history` (A13). Customers may read their own. For cycles whose orders are not
      # made yet, see `standing_orders.timeline`; for refunds and adjustments, `ledger.list`.
      #
      # Errors: `not_found`; `end_before_start`; `malformed` for the token of another list.
      #
      # @param enterprise [String] At which enterprise.
      # @param customer [String] Of which customer.
      # @param search [String, nil] Each word must begin a word of a line's product or variant
      #   id, a category of a past order, the cycle's name, the note or the reference, ignoring
      #   case and accents; at most 8. Where much is looked through for little, a page is short and
      #   `next_page` goes on.
      # @param starts_on [Date, nil] Made, or placed for past orders, on this day or later, in
      #   the enterprise's zone. What is to come is told whatever the days.
      # @param ends_on [Date, nil] On this day or earlier.
      # @param states [Array<Symbol>, nil] In one of these states; none: in any. Default: [].
      # @param limit [Integer, nil] How many: 1 to 1,000, usually 50. What is to come is not
      #   counted.
      # @param after [String, nil] The `next_page` of the page before.
      # @return [HistoryPage]
      def history(enterprise:, customer:, search: nil, starts_on: nil, ends_on: nil, states: nil,
                  limit: nil, after: nil)
        given = { enterprise: enterprise, customer: customer, search: search,
                  starts_on: starts_on, ends_on: ends_on, states: states, limit: limit,
                  after: after }
        run(HISTORY, given)
      end

      HISTORY = Operation.new(
        "customers.history",
        { "enterprise" => [:text], "customer" => [:uuid], "search" => [:text, :maybe],
          "starts_on" => [:date, :maybe], "ends_on" => [:date, :maybe],
          "states" => [[:OrderState], :maybe], "limit" => [:integer, :maybe],
          "after" => [:text, :maybe] },
        :HistoryPage
      )
      private_constant :HISTORY

      # What a customer has bought, or all have, by product, category or period: `customers.sales`
      # (A13). Customers may read their own. Lines of placed and fulfilled orders count, past
      # orders' too, on the day on which they were placed; fees do not, and nothing that is
      # cancelled or to come.
      #
      # Errors: `not_found`; `end_before_start`; `malformed` for the token of another list.
      #
      # @param enterprise [String] At which enterprise.
      # @param customer [String, nil] Of this customer; none: of all.
      # @param by [Symbol] By what.
      # @param starts_on [Date, nil] Placed on this day or later, in the enterprise's zone.
      # @param ends_on [Date, nil] Placed on this day or earlier.
      # @param limit [Integer, nil] How many rows: 1 to 1,000, usually 50.
      # @param after [String, nil] The `next_page` of the page before.
      # @return [SalesPage]
      def sales(enterprise:, customer: nil, by:, starts_on: nil, ends_on: nil, limit: nil,
                after: nil)
        given = { enterprise: enterprise, customer: customer, by: by, starts_on: starts_on,
                  ends_on: ends_on, limit: limit, after: after }
        run(SALES, given)
      end

      SALES = Operation.new(
        "customers.sales",
        { "enterprise" => [:text], "customer" => [:uuid, :maybe], "by" => [:SalesBy],
          "starts_on" => [:date, :maybe], "ends_on" => [:date, :maybe],
          "limit" => [:integer, :maybe], "after" => [:text, :maybe] },
        :SalesPage
      )
      private_constant :SALES
    end

    # selections.save, selections.list, selections.remove
    class Selections < Area
      # Keeps a selection of customers: `selections.save`. The name says which; who is meant is
      # replaced.
      #
      # Who is picked is picked for good; whom a filter holds for is asked anew each time.
      #
      # Errors: `unknown_reference` for a picked customer who is not there; `too_long` for more
      # than 200.
      #
      # @param enterprise [String] At which enterprise: it may have 200.
      # @param name [String] What it is called: 1 to 200 characters, each name once ignoring case
      #   and accents.
      # @param filter [CustomerFilter, Hash] Who is meant, as in `customers.list`.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [Selection]
      def save(enterprise:, name:, filter:, key: nil, dry_run: false)
        given = { enterprise: enterprise, name: name, filter: filter }
        run(SAVE, given, key, dry_run)
      end

      SAVE = Operation.new(
        "selections.save",
        { "enterprise" => [:text], "name" => [:text], "filter" => [:CustomerFilter] },
        :Selection
      )
      private_constant :SAVE

      # Lists the selections that an enterprise keeps: `selections.list`. All at once, by their
      # names.
      #
      # @param enterprise [String] Of which enterprise.
      # @return [SelectionList]
      def list(enterprise:)
        given = { enterprise: enterprise }
        run(LIST, given)
      end

      LIST = Operation.new(
        "selections.list",
        { "enterprise" => [:text] },
        :SelectionList
      )
      private_constant :LIST

      # Forgets a selection: `selections.remove`. Its customers stay as they are.
      #
      # Errors: `not_found`.
      #
      # @param enterprise [String] At which enterprise.
      # @param name [String] Its name, whatever its case and accents.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [Selection]
      def remove(enterprise:, name:, key: nil, dry_run: false)
        given = { enterprise: enterprise, name: name }
        run(REMOVE, given, key, dry_run)
      end

      REMOVE = Operation.new(
        "selections.remove",
        { "enterprise" => [:text], "name" => [:text] },
        :Selection
      )
      private_constant :REMOVE
    end

    # customer_fields.save, customer_fields.list, customer_fields.remove
    class CustomerFields < Area
      # Defines a field of customers, or changes one: `customer_fields.save`. The key says which;
      # all else is replaced.
      #
      # Errors: `wrong_state` for another kind while customers have values, or for leaving out a
      # choice that customers have.
      #
      # @param enterprise [String] At which enterprise: it may have 100 fields.
      # @param field [String] Its key in a customer's `custom`: 1 to 40 small letters, digits and
      #   underscores.
      # @param label [String] What pages and sheets call it.
      # @param kind [Symbol] What it holds.
      # @param choices [Array<String>, nil] Of a choice: what can be chosen, 1 to 100. Default:
      #   [].
      # @param position [Integer, nil] Where it stands among the others; none: where it was, or
      #   at the end.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [CustomerField]
      def save(enterprise:, field:, label:, kind:, choices: nil, position: nil, key: nil,
               dry_run: false)
        given = { enterprise: enterprise, field: field, label: label, kind: kind,
                  choices: choices, position: position }
        run(SAVE, given, key, dry_run)
      end

      SAVE = Operation.new(
        "customer_fields.save",
        { "enterprise" => [:text], "field" => [:text], "label" => [:text],
          "kind" => [:FieldKind], "choices" => [[:text], :maybe],
          "position" => [:integer, :maybe] },
        :CustomerField
      )
      private_constant :SAVE

      # Lists the fields that an enterprise has defined for its customers: `customer_fields.list`.
      # All at once, in the order of their positions.
      #
      # @param enterprise [String] Of which enterprise.
      # @return [CustomerFieldList]
      def list(enterprise:)
        given = { enterprise: enterprise }
        run(LIST, given)
      end

      LIST = Operation.new(
        "customer_fields.list",
        { "enterprise" => [:text] },
        :CustomerFieldList
      )
      private_constant :LIST

      # Removes a field: `customer_fields.remove`.
      #
      # Errors: `not_found`; `wrong_state` while customers have values, unless `and_values`.
      #
      # @param enterprise [String] At which enterprise.
      # @param field [String] Its key.
      # @param and_values [Boolean, nil] Whether customers lose what they have in it. Default:
      #   false.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [CustomerFieldRemoved]
      def remove(enterprise:, field:, and_values: nil, key: nil, dry_run: false)
        given = { enterprise: enterprise, field: field, and_values: and_values }
        run(REMOVE, given, key, dry_run)
      end

      REMOVE = Operation.new(
        "customer_fields.remove",
        { "enterprise" => [:text], "field" => [:text], "and_values" => [:boolean, :maybe] },
        :CustomerFieldRemoved
      )
      private_constant :REMOVE
    end

    # tags.list, tags.rename, tags.remove
    class Tags < Area
      # Lists the tags of an enterprise's customers, each with how many have it: `tags.list`. One
      # that nobody has any more stays until it is removed.
      #
      # @param enterprise [String] Of which enterprise.
      # @param name [String, nil] Those that begin so, ignoring case and accents.
      # @param limit [Integer, nil] How many: 1 to 1,000, usually 50.
      # @param after [String, nil] The `next_page` of the page before.
      # @return [TagPage]
      def list(enterprise:, name: nil, limit: nil, after: nil)
        given = { enterprise: enterprise, name: name, limit: limit, after: after }
        run(LIST, given)
      end

      LIST = Operation.new(
        "tags.list",
        { "enterprise" => [:text], "name" => [:text, :maybe], "limit" => [:integer, :maybe],
          "after" => [:text, :maybe] },
        :TagPage
      )
      private_constant :LIST

      # Gives a tag another name, with all customers who have it: `tags.rename`. Where there is a
      # tag of that name already, ignoring case and accents, the two become one in its spelling.
      #
      # Errors: `not_found`.
      #
      # @param enterprise [String] At which enterprise.
      # @param tag [String] The tag, whatever its case and accents.
      # @param new_name [String] What it shall be called: 1 to 200 characters.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [TagChanged]
      def rename(enterprise:, tag:, new_name:, key: nil, dry_run: false)
        given = { enterprise: enterprise, tag: tag, new_name: new_name }
        run(RENAME, given, key, dry_run)
      end

      RENAME = Operation.new(
        "tags.rename",
        { "enterprise" => [:text], "tag" => [:text], "new_name" => [:text] },
        :TagChanged
      )
      private_constant :RENAME

      # Takes a tag from all customers who have it, and forgets it: `tags.remove`.
      #
      # Errors: `not_found`; `wrong_state` for a tag by which customers may shop.
      #
      # @param enterprise [String] At which enterprise.
      # @param tag [String] The tag, whatever its case and accents.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [TagChanged]
      def remove(enterprise:, tag:, key: nil, dry_run: false)
        given = { enterprise: enterprise, tag: tag }
        run(REMOVE, given, key, dry_run)
      end

      REMOVE = Operation.new(
        "tags.remove",
        { "enterprise" => [:text], "tag" => [:text] },
        :TagChanged
      )
      private_constant :REMOVE
    end

    # join_requests.create, join_requests.list, join_requests.approve, join_requests.refuse
    class JoinRequests < Area
      # Asks to become a customer, or one of those who may shop: `join_requests.create`. Staff
      # only, and the host's own code, in the name of a shopper whose address it has verified. Who
      # asks again while his wish waits has one wish: what he says now stands.
      #
      # Errors: `wrong_state` when he may shop already.
      #
      # @param enterprise [String] In whose shop.
      # @param email [String] His e-mail address, verified by the host (R19).
      # @param user [String, nil] The host's user behind him.
      # @param first_name [String, nil] First name.
      # @param last_name [String, nil] Last name.
      # @param message [String, nil] What he writes to the hub: at most 2,000 characters.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [JoinRequest]
      def create(enterprise:, email:, user: nil, first_name: nil, last_name: nil, message: nil,
                 key: nil, dry_run: false)
        given = { enterprise: enterprise, email: email, user: user, first_name: first_name,
                  last_name: last_name, message: message }
        run(CREATE, given, key, dry_run)
      end

      CREATE = Operation.new(
        "join_requests.create",
        { "enterprise" => [:text], "email" => [:text], "user" => [:text, :maybe],
          "first_name" => [:text, :maybe], "last_name" => [:text, :maybe],
          "message" => [:text, :maybe] },
        :JoinRequest
      )
      private_constant :CREATE

      # Lists wishes to join: `join_requests.list`, in the order in which they came. Staff only.
      #
      # @param enterprise [String] In whose shop.
      # @param state [Symbol, nil] Only those in this state.
      # @param limit [Integer, nil] How many: 1 to 1,000, usually 50.
      # @param after [String, nil] The `next_page` of the page before.
      # @return [JoinRequestPage]
      def list(enterprise:, state: nil, limit: nil, after: nil)
        given = { enterprise: enterprise, state: state, limit: limit, after: after }
        run(LIST, given)
      end

      LIST = Operation.new(
        "join_requests.list",
        { "enterprise" => [:text], "state" => [:JoinState, :maybe],
          "limit" => [:integer, :maybe], "after" => [:text, :maybe] },
        :JoinRequestPage
      )
      private_constant :LIST

      # Lets somebody in: `join_requests.approve`. His address finds its customer, who is tagged
      # and taken out of the archive, or makes one. Where the shop is for tagged customers and none
      # of its tags is given or there, the first of them is added. Staff only.
      #
      # Errors: `wrong_state` when it was decided already.
      #
      # @param enterprise [String] In whose shop.
      # @param join_request [String] Which.
      # @param tags [Array<String>, nil] Tags that the customer gets beside those that he has.
      #   Default: [].
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [JoinApproved]
      def approve(enterprise:, join_request:, tags: nil, key: nil, dry_run: false)
        given = { enterprise: enterprise, join_request: join_request, tags: tags }
        run(APPROVE, given, key, dry_run)
      end

      APPROVE = Operation.new(
        "join_requests.approve",
        { "enterprise" => [:text], "join_request" => [:uuid], "tags" => [[:text], :maybe] },
        :JoinApproved
      )
      private_constant :APPROVE

      # Says no: `join_requests.refuse`. His customer is told, where there is one; anybody else the
      # host tells itself. He may ask again. Staff only.
      #
      # Errors: `wrong_state` when it was decided already.
      #
      # @param enterprise [String] In whose shop.
      # @param join_request [String] Which.
      # @param reason [String, nil] Why: at most 2,000 characters.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [JoinRequest]
      def refuse(enterprise:, join_request:, reason: nil, key: nil, dry_run: false)
        given = { enterprise: enterprise, join_request: join_request, reason: reason }
        run(REFUSE, given, key, dry_run)
      end

      REFUSE = Operation.new(
        "join_requests.refuse",
        { "enterprise" => [:text], "join_request" => [:uuid], "reason" => [:text, :maybe] },
        :JoinRequest
      )
      private_constant :REFUSE
    end

    # series.create, series.get, series.list, series.update, series.finish, series.cycles,
    # series.attach, series.detach, series.preview
    class Series < Area
      # Makes a series and its first cycles: `series.create`.
      #
      # Errors: `invalid_rule`, `rule_never_fires`, `unknown_zone`, `unknown_reference`,
      # `duplicate`, `not_a_step`, `wrong_currency` and the like, each in the violations of
      # `invalid_input`.
      #
      # @param enterprise [String] Whose.
      # @param name [String] What staff call it.
      # @param schedule [ScheduleInput, Hash, nil] When its cycles open and close; none: only
      #   cycles attached by hand (R6).
      # @param template [TemplateInput, Hash, nil] What each cycle is made of; copied into every
      #   new one (R10).
      # @param template_cycle [String, nil] Instead of `template`: the cycle whose exchanges,
      #   fees and offers are copied.
      # @param keep_ahead [Integer, nil] How many cycles that have not opened are kept ready: 1
      #   to 52, usually 4.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [SeriesWithCycles]
      def create(enterprise:, name:, schedule: nil, template: nil, template_cycle: nil,
                 keep_ahead: nil, key: nil, dry_run: false)
        given = { enterprise: enterprise, name: name, schedule: schedule, template: template,
                  template_cycle: template_cycle, keep_ahead: keep_ahead }
        run(CREATE, given, key, dry_run)
      end

      CREATE = Operation.new(
        "series.create",
        { "enterprise" => [:text], "name" => [:text], "schedule" => [:ScheduleInput, :maybe],
          "template" => [:TemplateInput, :maybe], "template_cycle" => [:uuid, :maybe],
          "keep_ahead" => [:integer, :maybe] },
        :SeriesWithCycles
      )
      private_constant :CREATE

      # Reads one series: `series.get`.
      #
      # Errors: `not_found`.
      #
      # @param enterprise [String] Whose.
      # @param series [String] Which.
      # @return [Series]
      def get(enterprise:, series:)
        given = { enterprise: enterprise, series: series }
        run(GET, given)
      end

      GET = Operation.new(
        "series.get",
        { "enterprise" => [:text], "series" => [:uuid] },
        :Series
      )
      private_constant :GET

      # Lists series: `series.list`, in the order in which they were made.
      #
      # @param enterprise [String] Whose.
      # @param state [Symbol, nil] Only those in this state.
      # @param limit [Integer, nil] How many: 1 to 1,000, usually 50.
      # @param after [String, nil] The `next_page` of the page before.
      # @return [SeriesPage]
      def list(enterprise:, state: nil, limit: nil, after: nil)
        given = { enterprise: enterprise, state: state, limit: limit, after: after }
        run(LIST, given)
      end

      LIST = Operation.new(
        "series.list",
        { "enterprise" => [:text], "state" => [:SeriesState, :maybe],
          "limit" => [:integer, :maybe], "after" => [:text, :maybe] },
        :SeriesPage
      )
      private_constant :LIST

      # Changes a series: `series.update`. What is left out stays. Cycles that exist keep what they
      # have; a new template reaches those not made yet (R10).
      #
      # Errors: `conflict` for a stale version; as in `CreateSeries`.
      #
      # @param enterprise [String] Whose.
      # @param series [String] Which.
      # @param version [Integer, nil] The version that the caller saw; none: whatever is there
      #   (R35).
      # @param name [String, KEEP] What staff call it.
      # @param keep_ahead [Integer, KEEP] How many cycles are kept ready; more are made at once.
      # @param template [TemplateInput, Hash, KEEP] What each new cycle is made of: the whole
      #   template.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [SeriesWithCycles]
      def update(enterprise:, series:, version: nil, name: KEEP, keep_ahead: KEEP, template: KEEP,
                 key: nil, dry_run: false)
        given = { enterprise: enterprise, series: series, version: version, name: name,
                  keep_ahead: keep_ahead, template: template }
        run(UPDATE, given, key, dry_run)
      end

      UPDATE = Operation.new(
        "series.update",
        { "enterprise" => [:text], "series" => [:uuid], "version" => [:integer, :maybe],
          "name" => [:text], "keep_ahead" => [:integer], "template" => [:TemplateInput] },
        :SeriesWithCycles
      )
      private_constant :UPDATE

      # Ends a series: `series.finish`. No further cycles are made; those that exist stay.
      #
      # Errors: `conflict` for a stale version; `wrong_state` when it has ended already.
      #
      # @param enterprise [String] Whose.
      # @param series [String] Which.
      # @param version [Integer, nil] The version that the caller saw; none: whatever is there
      #   (R35).
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [Series]
      def finish(enterprise:, series:, version: nil, key: nil, dry_run: false)
        given = { enterprise: enterprise, series: series, version: version }
        run(FINISH, given, key, dry_run)
      end

      FINISH = Operation.new(
        "series.finish",
        { "enterprise" => [:text], "series" => [:uuid], "version" => [:integer, :maybe] },
        :Series
      )
      private_constant :FINISH

      # Lists the cycles of a series: `series.cycles`, by opening.
      #
      # Errors: `not_found`.
      #
      # @param enterprise [String] Whose.
      # @param series [String] Which series.
      # @param opens_from [Time, nil] Only those that open at this instant or later.
      # @param limit [Integer, nil] How many: 1 to 1,000, usually 50.
      # @param after [String, nil] The `next_page` of the page before.
      # @return [SeriesCyclePage]
      def cycles(enterprise:, series:, opens_from: nil, limit: nil, after: nil)
        given = { enterprise: enterprise, series: series, opens_from: opens_from, limit: limit,
                  after: after }
        run(CYCLES, given)
      end

      CYCLES = Operation.new(
        "series.cycles",
        { "enterprise" => [:text], "series" => [:uuid], "opens_from" => [:instant, :maybe],
          "limit" => [:integer, :maybe], "after" => [:text, :maybe] },
        :SeriesCyclePage
      )
      private_constant :CYCLES

      # Puts a cycle into a series by hand: `series.attach`. In a series with a rule it has no
      # number, so that only lines due in every cycle apply to it; otherwise cycles are numbered as
      # attached (R6). The standing orders of the series get their orders at the next tick (R21).
      #
      # Errors: `not_found`; `already_exists` when it belongs to the series; `wrong_state` for an
      # ended series or a cycle that is over.
      #
      # @param enterprise [String] Whose.
      # @param series [String] Into which series.
      # @param cycle [String] Which cycle.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [SeriesCycleView]
      def attach(enterprise:, series:, cycle:, key: nil, dry_run: false)
        given = { enterprise: enterprise, series: series, cycle: cycle }
        run(ATTACH, given, key, dry_run)
      end

      ATTACH = Operation.new(
        "series.attach",
        { "enterprise" => [:text], "series" => [:uuid], "cycle" => [:uuid] },
        :SeriesCycleView
      )
      private_constant :ATTACH

      # Takes a cycle out of a series: `series.detach`. The cycle itself stays; its number is not
      # given to another.
      #
      # Errors: `not_found`; `wrong_state` when standing orders of the series have outcomes in it.
      #
      # @param enterprise [String] Whose.
      # @param series [String] Out of which series.
      # @param cycle [String] Which cycle.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [SeriesCycleView]
      def detach(enterprise:, series:, cycle:, key: nil, dry_run: false)
        given = { enterprise: enterprise, series: series, cycle: cycle }
        run(DETACH, given, key, dry_run)
      end

      DETACH = Operation.new(
        "series.detach",
        { "enterprise" => [:text], "series" => [:uuid], "cycle" => [:uuid] },
        :SeriesCycleView
      )
      private_constant :DETACH

      # The cycles that a series would bring forth: `series.preview`. Of an existing series, those
      # that it has not made yet; or of a schedule that is being written. Nothing is saved.
      #
      # Errors: `not_found`; as in `series.create`.
      #
      # @param enterprise [String] Whose.
      # @param series [String, nil] An existing series; otherwise say `schedule`.
      # @param name [String, nil] The name of a series to be, for the names of its cycles.
      # @param schedule [ScheduleInput, Hash, nil] The schedule of a series to be.
      # @param template [TemplateInput, Hash, nil] What its cycles would be made of; collection
      #   windows follow from it.
      # @param count [Integer, nil] How many cycles: 1 to 100, usually 10.
      # @return [SeriesPreview]
      def preview(enterprise:, series: nil, name: nil, schedule: nil, template: nil, count: nil)
        given = { enterprise: enterprise, series: series, name: name, schedule: schedule,
                  template: template, count: count }
        run(PREVIEW, given)
      end

      PREVIEW = Operation.new(
        "series.preview",
        { "enterprise" => [:text], "series" => [:uuid, :maybe], "name" => [:text, :maybe],
          "schedule" => [:ScheduleInput, :maybe], "template" => [:TemplateInput, :maybe],
          "count" => [:integer, :maybe] },
        :SeriesPreview
      )
      private_constant :PREVIEW
    end

    # cycles.create, cycles.get, cycles.list, cycles.update_offers, cycles.outcomes
    class Cycles < Area
      # Makes a cycle by hand: `cycles.create`. It opens and closes by the tick like any other.
      #
      # Errors: `end_before_start`, `unknown_zone`, `unknown_reference`, `duplicate`, `not_a_step`,
      # `wrong_currency` in the violations of `invalid_input`; `not_found` and `wrong_state` for
      # the series.
      #
      # @param enterprise [String] Whose.
      # @param name [String] What customers see.
      # @param zone [String, nil] The zone of its local times; usually the enterprise's.
      # @param opens_at [LocalTime] The local time at which customers may begin to order; a past
      #   one opens it at the next tick.
      # @param closes_at [LocalTime] The local time from which they may not order any more (R1).
      # @param outgoing [Array<ExchangeInput, Hash>, nil] Who distributes what, each distributor
      #   once. Default: [].
      # @param incoming [Array<SupplyInput, Hash>, nil] Who supplies, each supplier once.
      #   Default: [].
      # @param series [String, nil] A series to which it belongs from the start, as with
      #   `series.attach`.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [CycleWithOffers]
      def create(enterprise:, name:, zone: nil, opens_at:, closes_at:, outgoing: nil,
                 incoming: nil, series: nil, key: nil, dry_run: false)
        given = { enterprise: enterprise, name: name, zone: zone, opens_at: opens_at,
                  closes_at: closes_at, outgoing: outgoing, incoming: incoming, series: series }
        run(CREATE, given, key, dry_run)
      end

      CREATE = Operation.new(
        "cycles.create",
        { "enterprise" => [:text], "name" => [:text], "zone" => [:text, :maybe],
          "opens_at" => [:local], "closes_at" => [:local],
          "outgoing" => [[:ExchangeInput], :maybe], "incoming" => [[:SupplyInput], :maybe],
          "series" => [:uuid, :maybe] },
        :CycleWithOffers
      )
      private_constant :CREATE

      # Reads one cycle with its offers: `cycles.get`. For customers too.
      #
      # Errors: `not_found`.
      #
      # @param enterprise [String] Whose.
      # @param cycle [String] Which.
      # @return [CycleWithOffers]
      def get(enterprise:, cycle:)
        given = { enterprise: enterprise, cycle: cycle }
        run(GET, given)
      end

      GET = Operation.new(
        "cycles.get",
        { "enterprise" => [:text], "cycle" => [:uuid] },
        :CycleWithOffers
      )
      private_constant :GET

      # Lists cycles: `cycles.list`, by opening. For customers too.
      #
      # @param enterprise [String] Whose.
      # @param opens_from [Time, nil] Only those that open at this instant or later.
      # @param opens_before [Time, nil] Only those that open before this instant.
      # @param state [Symbol, nil] Only those in this state.
      # @param limit [Integer, nil] How many: 1 to 1,000, usually 50.
      # @param after [String, nil] The `next_page` of the page before.
      # @return [CyclePage]
      def list(enterprise:, opens_from: nil, opens_before: nil, state: nil, limit: nil, after: nil)
        given = { enterprise: enterprise, opens_from: opens_from, opens_before: opens_before,
                  state: state, limit: limit, after: after }
        run(LIST, given)
      end

      LIST = Operation.new(
        "cycles.list",
        { "enterprise" => [:text], "opens_from" => [:instant, :maybe],
          "opens_before" => [:instant, :maybe], "state" => [:CycleState, :maybe],
          "limit" => [:integer, :maybe], "after" => [:text, :maybe] },
        :CyclePage
      )
      private_constant :LIST

      # Changes what is offered in an upcoming or open cycle: `cycles.update_offers`. All or none.
      #
      # A new price holds for lines that come in from now on; lines already there keep theirs
      # (R24). A new stock moves what is free by the difference.
      #
      # Errors: `conflict` for a stale version; `insufficient_stock` for a stock below what is
      # claimed; `wrong_state` for a cycle in another state, or when orders hold an offer that is
      # to go.
      #
      # @param enterprise [String] Whose.
      # @param cycle [String] In which cycle.
      # @param version [Integer, nil] The version of the cycle that the caller saw; none:
      #   whatever is there (R35).
      # @param offers [Array<OfferPatch, Hash>, nil] The offers that change or are new, each
      #   once. Default: [].
      # @param removed [Array<OfferName, Hash>, nil] The offers that go. Default: [].
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [CycleWithOffers]
      def update_offers(enterprise:, cycle:, version: nil, offers: nil, removed: nil, key: nil,
                        dry_run: false)
        given = { enterprise: enterprise, cycle: cycle, version: version, offers: offers,
                  removed: removed }
        run(UPDATE_OFFERS, given, key, dry_run)
      end

      UPDATE_OFFERS = Operation.new(
        "cycles.update_offers",
        { "enterprise" => [:text], "cycle" => [:uuid], "version" => [:integer, :maybe],
          "offers" => [[:OfferPatch], :maybe], "removed" => [[:OfferName], :maybe] },
        :CycleWithOffers
      )
      private_constant :UPDATE_OFFERS

      # Lists what became of the standing orders in a cycle: `cycles.outcomes`.
      #
      # Errors: `not_found`.
      #
      # @param enterprise [String] Whose.
      # @param cycle [String] In which cycle.
      # @param kind [Symbol, nil] Only those of this kind.
      # @param limit [Integer, nil] How many: 1 to 1,000, usually 50.
      # @param after [String, nil] The `next_page` of the page before.
      # @return [OutcomePage]
      def outcomes(enterprise:, cycle:, kind: nil, limit: nil, after: nil)
        given = { enterprise: enterprise, cycle: cycle, kind: kind, limit: limit, after: after }
        run(OUTCOMES, given)
      end

      OUTCOMES = Operation.new(
        "cycles.outcomes",
        { "enterprise" => [:text], "cycle" => [:uuid], "kind" => [:OutcomeKind, :maybe],
          "limit" => [:integer, :maybe], "after" => [:text, :maybe] },
        :OutcomePage
      )
      private_constant :OUTCOMES
    end

    # standing_orders.create, standing_orders.get, standing_orders.list, standing_orders.revise,
    # standing_orders.skip, standing_orders.unskip, standing_orders.pause, standing_orders.resume,
    # standing_orders.finish, standing_orders.explain, standing_orders.timeline
    class StandingOrders < Area
      # Makes a standing order: `standing_orders.create`. Customers may, where the hub lets them
      # (D13).
      #
      # Its orders are made when cycles open; for cycles that are open now, at the next tick.
      #
      # Errors: `unknown_reference`, `not_eligible`, `not_a_step`, `end_before_start`,
      # `not_allowed`; `wrong_state` for an erased customer. An archived one is restored (A12).
      #
      # @param enterprise [String] At which enterprise.
      # @param customer [String] For whom.
      # @param series [String, nil] For every cycle of this series; or else give `cycles`.
      # @param cycles [Array<String>, nil] For these cycles alone. Default: [].
      # @param distributor [String] Who distributes it.
      # @param starts_on [Date, nil] The first date; none: today, in the enterprise's zone.
      # @param ends_on [Date, nil] The last date, itself included; none: open-ended.
      # @param lines [Array<LineInput, Hash>, nil] What is wanted: 1 to 500 lines; or else give
      #   `from_saved_list`. Default: [].
      # @param from_saved_list [String, nil] A saved list of the customer's, whose lines are
      #   wanted as they are now (A14).
      # @param every [Integer, nil] The cadence of lines that name none: every *n*th cycle,
      #   usually 1.
      # @param mode [Symbol, nil] Who makes its orders; usually the tick (D10).
      # @param shipping_method [String, nil] The host's shipping method; none: the customer's
      #   preference.
      # @param payment_method [String, nil] The host's payment method; none: the customer's
      #   preference.
      # @param shipping_address [Address, Hash, nil] Where goods go; none: the customer's
      #   address.
      # @param note [String, nil] A note that is printed on sheets.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [StandingOrderSaved]
      def create(enterprise:, customer:, series: nil, cycles: nil, distributor:, starts_on: nil,
                 ends_on: nil, lines: nil, from_saved_list: nil, every: nil, mode: nil,
                 shipping_method: nil, payment_method: nil, shipping_address: nil, note: nil,
                 key: nil, dry_run: false)
        given = { enterprise: enterprise, customer: customer, series: series, cycles: cycles,
                  distributor: distributor, starts_on: starts_on, ends_on: ends_on, lines: lines,
                  from_saved_list: from_saved_list, every: every, mode: mode,
                  shipping_method: shipping_method, payment_method: payment_method,
                  shipping_address: shipping_address, note: note }
        run(CREATE, given, key, dry_run)
      end

      CREATE = Operation.new(
        "standing_orders.create",
        { "enterprise" => [:text], "customer" => [:uuid], "series" => [:uuid, :maybe],
          "cycles" => [[:uuid], :maybe], "distributor" => [:text],
          "starts_on" => [:date, :maybe], "ends_on" => [:date, :maybe],
          "lines" => [[:LineInput], :maybe], "from_saved_list" => [:uuid, :maybe],
          "every" => [:integer, :maybe], "mode" => [:Mode, :maybe],
          "shipping_method" => [:text, :maybe], "payment_method" => [:text, :maybe],
          "shipping_address" => [:Address, :maybe], "note" => [:text, :maybe] },
        :StandingOrderSaved
      )
      private_constant :CREATE

      # Reads one standing order: `standing_orders.get`.
      #
      # Errors: `not_found`.
      #
      # @param enterprise [String] At which enterprise.
      # @param standing_order [String] Which.
      # @return [StandingOrder]
      def get(enterprise:, standing_order:)
        given = { enterprise: enterprise, standing_order: standing_order }
        run(GET, given)
      end

      GET = Operation.new(
        "standing_orders.get",
        { "enterprise" => [:text], "standing_order" => [:uuid] },
        :StandingOrder
      )
      private_constant :GET

      # Lists standing orders: `standing_orders.list`. A customer sees his own.
      #
      # @param enterprise [String] Of which enterprise.
      # @param customer [String, nil] Of this customer.
      # @param series [String, nil] Of this series.
      # @param state [Symbol, nil] In this state.
      # @param limit [Integer, nil] How many: 1 to 1,000, usually 50.
      # @param after [String, nil] The `next_page` of the page before.
      # @return [StandingOrderPage]
      def list(enterprise:, customer: nil, series: nil, state: nil, limit: nil, after: nil)
        given = { enterprise: enterprise, customer: customer, series: series, state: state,
                  limit: limit, after: after }
        run(LIST, given)
      end

      LIST = Operation.new(
        "standing_orders.list",
        { "enterprise" => [:text], "customer" => [:uuid, :maybe], "series" => [:uuid, :maybe],
          "state" => [:StandingOrderState, :maybe], "limit" => [:integer, :maybe],
          "after" => [:text, :maybe] },
        :StandingOrderPage
      )
      private_constant :LIST

      # Changes what a standing order holds, from a date on: `standing_orders.revise`. Earlier
      # revisions stay readable; orders that are open follow by merge (D8).
      #
      # Errors: those of creating; `conflict` for a stale version; `wrong_state` when it has ended.
      #
      # @param enterprise [String] At which enterprise.
      # @param standing_order [String] Which.
      # @param version [Integer, nil] The version that the caller saw; none: whatever is there
      #   (R35).
      # @param holds_from [Date, nil] The first date on which it holds; none: today.
      # @param lines [Array<LineInput, Hash>, KEEP] The lines: the whole list.
      # @param shipping_method [String, KEEP, nil] The host's shipping method; null: the
      #   customer's preference.
      # @param payment_method [String, KEEP, nil] The host's payment method; null: the customer's
      #   preference.
      # @param shipping_address [Address, Hash, KEEP, nil] Where goods go; null: the customer's
      #   address.
      # @param note [String, KEEP, nil] A note that is printed on sheets; null: none.
      # @param later [Symbol, nil] What becomes of revisions of later dates; usually `carry`.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [StandingOrderSaved]
      def revise(enterprise:, standing_order:, version: nil, holds_from: nil, lines: KEEP,
                 shipping_method: KEEP, payment_method: KEEP, shipping_address: KEEP, note: KEEP,
                 later: nil, key: nil, dry_run: false)
        given = { enterprise: enterprise, standing_order: standing_order, version: version,
                  holds_from: holds_from, lines: lines, shipping_method: shipping_method,
                  payment_method: payment_method, shipping_address: shipping_address, note: note,
                  later: later }
        run(REVISE, given, key, dry_run)
      end

      REVISE = Operation.new(
        "standing_orders.revise",
        { "enterprise" => [:text], "standing_order" => [:uuid], "version" => [:integer, :maybe],
          "holds_from" => [:date, :maybe], "lines" => [[:LineInput]],
          "shipping_method" => [:text], "payment_method" => [:text],
          "shipping_address" => [:Address], "note" => [:text],
          "later" => [:LaterRevisions, :maybe] },
        :StandingOrderSaved
      )
      private_constant :REVISE

      # Leaves cycles out: `standing_orders.skip`. The whole order, or one line of it.
      #
      # A skip of one cycle whose order exists cancels that order; of several, say `open_orders`
      # (R29).
      #
      # Errors: `limit_passed` (D14), `skip_limit` (R33), `open_orders_exist`, `unknown_reference`.
      #
      # @param enterprise [String] At which enterprise.
      # @param standing_order [String] Which standing order.
      # @param version [Integer, nil] The version that the caller saw; none: whatever is there.
      # @param cycles [Array<String>, nil] These cycles. Default: [].
      # @param dates [Array<Date>, nil] The cycles of these dates (R3), which need not exist yet.
      #   Default: [].
      # @param variant [String, nil] Only the line of this variant; none: the whole order.
      # @param open_orders [Symbol, nil] What becomes of orders that are open in several cycles.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [StandingOrderSaved]
      def skip(enterprise:, standing_order:, version: nil, cycles: nil, dates: nil, variant: nil,
               open_orders: nil, key: nil, dry_run: false)
        given = { enterprise: enterprise, standing_order: standing_order, version: version,
                  cycles: cycles, dates: dates, variant: variant, open_orders: open_orders }
        run(SKIP, given, key, dry_run)
      end

      SKIP = Operation.new(
        "standing_orders.skip",
        { "enterprise" => [:text], "standing_order" => [:uuid], "version" => [:integer, :maybe],
          "cycles" => [[:uuid], :maybe], "dates" => [[:date], :maybe],
          "variant" => [:text, :maybe], "open_orders" => [:OpenOrders, :maybe] },
        :StandingOrderSaved
      )
      private_constant :SKIP

      # Takes skips back: `standing_orders.unskip`, until the limit. An order that the skip
      # cancelled is revived at the next tick under its old id (R29).
      #
      # Errors: `wrong_state` when nothing of it is skipped, `limit_passed`.
      #
      # @param enterprise [String] At which enterprise.
      # @param standing_order [String] Which standing order.
      # @param version [Integer, nil] The version that the caller saw; none: whatever is there.
      # @param cycles [Array<String>, nil] These cycles. Default: [].
      # @param dates [Array<Date>, nil] The cycles of these dates. Default: [].
      # @param variant [String, nil] Only the line of this variant; none: the whole order.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [StandingOrderSaved]
      def unskip(enterprise:, standing_order:, version: nil, cycles: nil, dates: nil,
                 variant: nil, key: nil, dry_run: false)
        given = { enterprise: enterprise, standing_order: standing_order, version: version,
                  cycles: cycles, dates: dates, variant: variant }
        run(UNSKIP, given, key, dry_run)
      end

      UNSKIP = Operation.new(
        "standing_orders.unskip",
        { "enterprise" => [:text], "standing_order" => [:uuid], "version" => [:integer, :maybe],
          "cycles" => [[:uuid], :maybe], "dates" => [[:date], :maybe],
          "variant" => [:text, :maybe] },
        :StandingOrderSaved
      )
      private_constant :UNSKIP

      # Pauses a standing order between two dates: `standing_orders.pause`. Cycles whose date (R3)
      # lies within make no order.
      #
      # Errors: `end_before_start`, `open_orders_exist` (R29), `limit_passed`, `conflict`.
      #
      # @param enterprise [String] At which enterprise.
      # @param standing_order [String] Which.
      # @param version [Integer, nil] The version that the caller saw; none: whatever is there.
      # @param starts_on [Date] The first date without orders.
      # @param ends_on [Date, nil] The last date without orders; none: until further notice.
      # @param open_orders [Symbol, nil] What becomes of orders that are open in that time.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [StandingOrderSaved]
      def pause(enterprise:, standing_order:, version: nil, starts_on:, ends_on: nil,
                open_orders: nil, key: nil, dry_run: false)
        given = { enterprise: enterprise, standing_order: standing_order, version: version,
                  starts_on: starts_on, ends_on: ends_on, open_orders: open_orders }
        run(PAUSE, given, key, dry_run)
      end

      PAUSE = Operation.new(
        "standing_orders.pause",
        { "enterprise" => [:text], "standing_order" => [:uuid], "version" => [:integer, :maybe],
          "starts_on" => [:date], "ends_on" => [:date, :maybe],
          "open_orders" => [:OpenOrders, :maybe] },
        :StandingOrderSaved
      )
      private_constant :PAUSE

      # Ends the pauses of a standing order: `standing_orders.resume`. Cycles that are open by then
      # get their order at the next tick (R21).
      #
      # Errors: `wrong_state` when it is not paused.
      #
      # @param enterprise [String] At which enterprise.
      # @param standing_order [String] Which.
      # @param version [Integer, nil] The version that the caller saw; none: whatever is there.
      # @param resumes_on [Date, nil] The first date with orders again; none: today, in the
      #   enterprise's zone.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [StandingOrderSaved]
      def resume(enterprise:, standing_order:, version: nil, resumes_on: nil, key: nil,
                 dry_run: false)
        given = { enterprise: enterprise, standing_order: standing_order, version: version,
                  resumes_on: resumes_on }
        run(RESUME, given, key, dry_run)
      end

      RESUME = Operation.new(
        "standing_orders.resume",
        { "enterprise" => [:text], "standing_order" => [:uuid], "version" => [:integer, :maybe],
          "resumes_on" => [:date, :maybe] },
        :StandingOrderSaved
      )
      private_constant :RESUME

      # Ends a standing order: `standing_orders.finish`, now or after a date. What it made stays.
      #
      # Errors: `end_before_start`, `open_orders_exist` (R29), `limit_passed` for an order that
      # would go, `wrong_state` when it has ended.
      #
      # @param enterprise [String] At which enterprise.
      # @param standing_order [String] Which.
      # @param version [Integer, nil] The version that the caller saw; none: whatever is there.
      # @param ends_on [Date, nil] The last date, itself included; none: it ends now.
      # @param open_orders [Symbol, nil] What becomes of orders that are open after that.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [StandingOrderSaved]
      def finish(enterprise:, standing_order:, version: nil, ends_on: nil, open_orders: nil,
                 key: nil, dry_run: false)
        given = { enterprise: enterprise, standing_order: standing_order, version: version,
                  ends_on: ends_on, open_orders: open_orders }
        run(FINISH, given, key, dry_run)
      end

      FINISH = Operation.new(
        "standing_orders.finish",
        { "enterprise" => [:text], "standing_order" => [:uuid], "version" => [:integer, :maybe],
          "ends_on" => [:date, :maybe], "open_orders" => [:OpenOrders, :maybe] },
        :StandingOrderSaved
      )
      private_constant :FINISH

      # Says what happened, or will happen, to a standing order in a cycle, and which rule decides:
      # `standing_orders.explain` (E7).
      #
      # Errors: `not_found`.
      #
      # @param enterprise [String] At which enterprise.
      # @param standing_order [String] Which standing order.
      # @param cycle [String] In which cycle.
      # @return [Explanation]
      def explain(enterprise:, standing_order:, cycle:)
        given = { enterprise: enterprise, standing_order: standing_order, cycle: cycle }
        run(EXPLAIN, given)
      end

      EXPLAIN = Operation.new(
        "standing_orders.explain",
        { "enterprise" => [:text], "standing_order" => [:uuid], "cycle" => [:uuid] },
        :Explanation
      )
      private_constant :EXPLAIN

      # Shows a standing order's past cycles with what became of them, and the coming ones with
      # what will: `standing_orders.timeline` (D9).
      #
      # Errors: `not_found`.
      #
      # @param enterprise [String] At which enterprise.
      # @param standing_order [String] Which standing order.
      # @return [TimelinePage]
      def timeline(enterprise:, standing_order:)
        given = { enterprise: enterprise, standing_order: standing_order }
        run(TIMELINE, given)
      end

      TIMELINE = Operation.new(
        "standing_orders.timeline",
        { "enterprise" => [:text], "standing_order" => [:uuid] },
        :TimelinePage
      )
      private_constant :TIMELINE
    end

    # orders.record, orders.get, orders.list, orders.edit, orders.cancel, orders.confirm,
    # orders.release, orders.create_ahead, orders.duplicate, orders.adopt, orders.detach,
    # orders.reassign
    class Orders < Area
      # Records an order of the shop: `orders.record`. It is placed at once and takes its stock in
      # the same transaction. An e-mail address finds its default customer, or makes one (A5, R17).
      # Whether he may shop at all the host asks before, with `customers.may_shop` (A11).
      #
      # Errors: `cycle_not_open`, `insufficient_stock` with every short line, `unknown_reference`;
      # `already_exists` for a new customer's code that is in use; `wrong_state` for an erased
      # customer. An archived one is restored (A12).
      #
      # @param enterprise [String] Who sells.
      # @param cycle [String] In which cycle.
      # @param distributor [String] Who distributes.
      # @param customer [String, nil] Who orders; or else give `email`.
      # @param email [String, nil] Who orders, by e-mail address.
      # @param fields [CustomerFields, Hash, nil] What is known of a customer whom the address
      #   does not find.
      # @param lines [Array<LineWanted, Hash>] What is ordered.
      # @param by_hand [Boolean, nil] Where it comes from; usually the shop. Default: false.
      # @param shipping_method [String, nil] The host's shipping method; none: the customer's
      #   preference.
      # @param payment_method [String, nil] The host's payment method; none: the customer's
      #   preference.
      # @param shipping_address [Address, Hash, nil] Where goods go; none: the customer's
      #   address.
      # @param quoted_fees [Array<QuotedFeeInput, Hash>, nil] What the host charges for shipping
      #   and payment. Default: [].
      # @param note [String, nil] A note that is printed on sheets.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [OrderWithLines]
      def record(enterprise:, cycle:, distributor:, customer: nil, email: nil, fields: nil,
                 lines:, by_hand: nil, shipping_method: nil, payment_method: nil,
                 shipping_address: nil, quoted_fees: nil, note: nil, key: nil, dry_run: false)
        given = { enterprise: enterprise, cycle: cycle, distributor: distributor,
                  customer: customer, email: email, fields: fields, lines: lines,
                  by_hand: by_hand, shipping_method: shipping_method,
                  payment_method: payment_method, shipping_address: shipping_address,
                  quoted_fees: quoted_fees, note: note }
        run(RECORD, given, key, dry_run)
      end

      RECORD = Operation.new(
        "orders.record",
        { "enterprise" => [:text], "cycle" => [:uuid], "distributor" => [:text],
          "customer" => [:uuid, :maybe], "email" => [:text, :maybe],
          "fields" => [:CustomerFields, :maybe], "lines" => [[:LineWanted]],
          "by_hand" => [:boolean, :maybe], "shipping_method" => [:text, :maybe],
          "payment_method" => [:text, :maybe], "shipping_address" => [:Address, :maybe],
          "quoted_fees" => [[:QuotedFeeInput], :maybe], "note" => [:text, :maybe] },
        :OrderWithLines
      )
      private_constant :RECORD

      # Reads one order with its lines: `orders.get`.
      #
      # Errors: `not_found`.
      #
      # @param enterprise [String] Who sells.
      # @param order [String] Which.
      # @return [OrderWithLines]
      def get(enterprise:, order:)
        given = { enterprise: enterprise, order: order }
        run(GET, given)
      end

      GET = Operation.new(
        "orders.get",
        { "enterprise" => [:text], "order" => [:uuid] },
        :OrderWithLines
      )
      private_constant :GET

      # Lists orders with their lines: `orders.list`. A customer sees his own.
      #
      # @param enterprise [String] Who sells.
      # @param cycle [String, nil] In this cycle.
      # @param customer [String, nil] Of this customer.
      # @param standing_order [String, nil] Of this standing order.
      # @param state [Symbol, nil] In this state.
      # @param limit [Integer, nil] How many: 1 to 1,000, usually 50.
      # @param after [String, nil] The `next_page` of the page before.
      # @return [OrderWithLinesPage]
      def list(enterprise:, cycle: nil, customer: nil, standing_order: nil, state: nil,
               limit: nil, after: nil)
        given = { enterprise: enterprise, cycle: cycle, customer: customer,
                  standing_order: standing_order, state: state, limit: limit, after: after }
        run(LIST, given)
      end

      LIST = Operation.new(
        "orders.list",
        { "enterprise" => [:text], "cycle" => [:uuid, :maybe], "customer" => [:uuid, :maybe],
          "standing_order" => [:uuid, :maybe], "state" => [:OrderState, :maybe],
          "limit" => [:integer, :maybe], "after" => [:text, :maybe] },
        :OrderWithLinesPage
      )
      private_constant :LIST

      # Changes an order: `orders.edit`. Lines that are not named stay. Lines that stand keep their
      # price, new ones take today's (R24). Taking the last line out cancels the order (R26).
      #
      # Errors: `limit_passed` at the limit or later (R1), `insufficient_stock`, `conflict` for a
      # stale version (R35), `skip_limit` (R26), `unknown_reference`, `wrong_state`.
      #
      # @param enterprise [String] Who sells.
      # @param order [String] Which order.
      # @param version [Integer, nil] The version that the caller saw; none: whatever is there.
      # @param set_lines [Array<LineWanted, Hash>, nil] How much there shall be of these
      #   variants; 0 takes one out. Default: [].
      # @param shipping_method [String, KEEP, nil] The host's shipping method.
      # @param payment_method [String, KEEP, nil] The host's payment method.
      # @param shipping_address [Address, Hash, KEEP, nil] Where goods go.
      # @param note [String, KEEP, nil] A note that is printed on sheets.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [OrderWithLines]
      def edit(enterprise:, order:, version: nil, set_lines: nil, shipping_method: KEEP,
               payment_method: KEEP, shipping_address: KEEP, note: KEEP, key: nil, dry_run: false)
        given = { enterprise: enterprise, order: order, version: version, set_lines: set_lines,
                  shipping_method: shipping_method, payment_method: payment_method,
                  shipping_address: shipping_address, note: note }
        run(EDIT, given, key, dry_run)
      end

      EDIT = Operation.new(
        "orders.edit",
        { "enterprise" => [:text], "order" => [:uuid], "version" => [:integer, :maybe],
          "set_lines" => [[:LineWanted], :maybe], "shipping_method" => [:text],
          "payment_method" => [:text], "shipping_address" => [:Address], "note" => [:text] },
        :OrderWithLines
      )
      private_constant :EDIT

      # Cancels an order: `orders.cancel`. Its stock is free again; its cycle counts as skipped.
      # Staff cancel a held order after its close too.
      #
      # Errors: `limit_passed`, `wrong_state`, `conflict`, `skip_limit`.
      #
      # @param enterprise [String] Who sells.
      # @param order [String] Which order.
      # @param version [Integer, nil] The version that the caller saw; none: whatever is there.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [OrderWithLines]
      def cancel(enterprise:, order:, version: nil, key: nil, dry_run: false)
        given = { enterprise: enterprise, order: order, version: version }
        run(CANCEL, given, key, dry_run)
      end

      CANCEL = Operation.new(
        "orders.cancel",
        { "enterprise" => [:text], "order" => [:uuid], "version" => [:integer, :maybe] },
        :OrderWithLines
      )
      private_constant :CANCEL

      # Confirms a pending order before its cycle closes: `orders.confirm`. It is placed now; it
      # may still be changed until the limit (R34). Confirming twice is no harm.
      #
      # Errors: `limit_passed`, `wrong_state`, `conflict`.
      #
      # @param enterprise [String] Who sells.
      # @param order [String] Which order.
      # @param version [Integer, nil] The version that the caller saw; none: whatever is there.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [OrderWithLines]
      def confirm(enterprise:, order:, version: nil, key: nil, dry_run: false)
        given = { enterprise: enterprise, order: order, version: version }
        run(CONFIRM, given, key, dry_run)
      end

      CONFIRM = Operation.new(
        "orders.confirm",
        { "enterprise" => [:text], "order" => [:uuid], "version" => [:integer, :maybe] },
        :OrderWithLines
      )
      private_constant :CONFIRM

      # Releases a held order: `orders.release`. Staff only. Where its cycle has closed, it is
      # placed, until collection begins (R39); what a missed cycle left held, at any time (R25).
      #
      # Errors: `wrong_state` when it is not held.
      #
      # @param enterprise [String] Who sells.
      # @param order [String] Which order.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [OrderWithLines]
      def release(enterprise:, order:, key: nil, dry_run: false)
        given = { enterprise: enterprise, order: order }
        run(RELEASE, given, key, dry_run)
      end

      RELEASE = Operation.new(
        "orders.release",
        { "enterprise" => [:text], "order" => [:uuid] },
        :OrderWithLines
      )
      private_constant :RELEASE

      # Makes the orders of a standing order for picked cycles that have not opened:
      # `orders.create_ahead`. They hold no stock until their cycle opens, and claim it before any
      # order is generated (R27).
      #
      # Errors: `already_exists` for a cycle that has its order, `wrong_state` for one that has
      # opened or in which the standing order is not due.
      #
      # @param enterprise [String] Who sells.
      # @param standing_order [String] Whose orders.
      # @param cycles [Array<String>] For which cycles.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [OrderWithLinesPage]
      def create_ahead(enterprise:, standing_order:, cycles:, key: nil, dry_run: false)
        given = { enterprise: enterprise, standing_order: standing_order, cycles: cycles }
        run(CREATE_AHEAD, given, key, dry_run)
      end

      CREATE_AHEAD = Operation.new(
        "orders.create_ahead",
        { "enterprise" => [:text], "standing_order" => [:uuid], "cycles" => [[:uuid]] },
        :OrderWithLinesPage
      )
      private_constant :CREATE_AHEAD

      # Duplicates an order into picked cycles: `orders.duplicate`. In cycles that have not opened
      # the copies are made ahead. The copy of a standing order's order is that standing order's
      # order there.
      #
      # Errors: `wrong_state` for a cycle that has opened or an order of nothing, `already_exists`.
      #
      # @param enterprise [String] Who sells.
      # @param order [String] Which order.
      # @param cycles [Array<String>] Into which cycles.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [OrderWithLinesPage]
      def duplicate(enterprise:, order:, cycles:, key: nil, dry_run: false)
        given = { enterprise: enterprise, order: order, cycles: cycles }
        run(DUPLICATE, given, key, dry_run)
      end

      DUPLICATE = Operation.new(
        "orders.duplicate",
        { "enterprise" => [:text], "order" => [:uuid], "cycles" => [[:uuid]] },
        :OrderWithLinesPage
      )
      private_constant :DUPLICATE

      # Makes an order of the shop the one that a standing order has in its cycle: `orders.adopt`.
      # None is generated then.
      #
      # Errors: `wrong_state` for another customer's or another standing order's order,
      # `already_exists`.
      #
      # @param enterprise [String] Who sells.
      # @param order [String] Which order.
      # @param standing_order [String] By which standing order.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [OrderWithLines]
      def adopt(enterprise:, order:, standing_order:, key: nil, dry_run: false)
        given = { enterprise: enterprise, order: order, standing_order: standing_order }
        run(ADOPT, given, key, dry_run)
      end

      ADOPT = Operation.new(
        "orders.adopt",
        { "enterprise" => [:text], "order" => [:uuid], "standing_order" => [:uuid] },
        :OrderWithLines
      )
      private_constant :ADOPT

      # Takes an order out of its standing order: `orders.detach`. The order stays; the pair counts
      # as skipped, and no other is generated (R27).
      #
      # Errors: `wrong_state` when it belongs to none, `limit_passed`.
      #
      # @param enterprise [String] Who sells.
      # @param order [String] Which order.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [OrderWithLines]
      def detach(enterprise:, order:, key: nil, dry_run: false)
        given = { enterprise: enterprise, order: order }
        run(DETACH, given, key, dry_run)
      end

      DETACH = Operation.new(
        "orders.detach",
        { "enterprise" => [:text], "order" => [:uuid] },
        :OrderWithLines
      )
      private_constant :DETACH

      # Gives an order to another customer of the enterprise: `orders.reassign` (A5, R38). Packing
      # sheets, history and balance follow, whatever its state: what it charged is taken back from
      # the one and charged to the other, for the original days. Staff only.
      #
      # A standing order that made it stays with its owner, and so does what became of that cycle.
      # The flag `check_customer` is cleared; naming the customer who has the order already says
      # that he is the right one, and clears it too.
      #
      # Errors: `wrong_state` for a customer who has it already and need not be checked, or who is
      # archived, erased or was merged into another; `unknown_reference` for one who is not there;
      # `conflict` for a stale version.
      #
      # @param enterprise [String] Who sells.
      # @param order [String] Which order.
      # @param customer [String] To whom.
      # @param version [Integer, nil] The version that the caller saw; none: whatever is there.
      # @param with_payments [Boolean, nil] Whether payments, refunds and credits that name the
      #   order go with it; usually they stay with who paid. Default: false.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [OrderWithLines]
      def reassign(enterprise:, order:, customer:, version: nil, with_payments: nil, key: nil,
                   dry_run: false)
        given = { enterprise: enterprise, order: order, customer: customer, version: version,
                  with_payments: with_payments }
        run(REASSIGN, given, key, dry_run)
      end

      REASSIGN = Operation.new(
        "orders.reassign",
        { "enterprise" => [:text], "order" => [:uuid], "customer" => [:uuid],
          "version" => [:integer, :maybe], "with_payments" => [:boolean, :maybe] },
        :OrderWithLines
      )
      private_constant :REASSIGN
    end

    # past_orders.record, past_orders.list
    class PastOrders < Area
      # Records orders from before Milkround, or from outside of any cycle: `past_orders.record`
      # (A5, A13). Staff only. All or none, with every fault at its path. An order whose reference
      # is known replaces what was recorded; the same list twice changes nothing.
      #
      # An address that is known links the order to its default customer. An unknown one makes no
      # customer unless `create_customers` says so: the order waits for `customers.link_orders`.
      # Past orders charge nothing: opening balances are entered with `ledger.record`. They count
      # among the customer's orders, and in his history and sales. What belongs to an erased
      # customer stays as it is.
      #
      # @param enterprise [String] Who sold.
      # @param orders [Array<PastOrderInput, Hash>] The orders, each once; at most 1,000.
      # @param create_customers [Boolean, nil] Whether an unknown address makes a customer.
      #   Default: false.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [PastOrdersRecorded]
      def record(enterprise:, orders:, create_customers: nil, key: nil, dry_run: false)
        given = { enterprise: enterprise, orders: orders, create_customers: create_customers }
        run(RECORD, given, key, dry_run)
      end

      RECORD = Operation.new(
        "past_orders.record",
        { "enterprise" => [:text], "orders" => [[:PastOrderInput]],
          "create_customers" => [:boolean, :maybe] },
        :PastOrdersRecorded
      )
      private_constant :RECORD

      # Lists past orders, the newest first: `past_orders.list`. A customer sees his own.
      #
      # Errors: `malformed` for the token of another list.
      #
      # @param enterprise [String] Who sold.
      # @param customer [String, nil] Of this customer.
      # @param reference [String, nil] Only this one, by what the host calls it.
      # @param linked [Boolean, nil] True: only those that belong to a customer; false: only
      #   those that belong to nobody yet.
      # @param state [Symbol, nil] In this state.
      # @param limit [Integer, nil] How many: 1 to 1,000, usually 50.
      # @param after [String, nil] The `next_page` of the page before.
      # @return [PastOrderPage]
      def list(enterprise:, customer: nil, reference: nil, linked: nil, state: nil, limit: nil,
               after: nil)
        given = { enterprise: enterprise, customer: customer, reference: reference,
                  linked: linked, state: state, limit: limit, after: after }
        run(LIST, given)
      end

      LIST = Operation.new(
        "past_orders.list",
        { "enterprise" => [:text], "customer" => [:uuid, :maybe], "reference" => [:text, :maybe],
          "linked" => [:boolean, :maybe], "state" => [:PastOrderState, :maybe],
          "limit" => [:integer, :maybe], "after" => [:text, :maybe] },
        :PastOrderPage
      )
      private_constant :LIST
    end

    # saved_lists.save, saved_lists.list, saved_lists.remove, saved_lists.from_order,
    # saved_lists.add_to_order
    class SavedLists < Area
      # Saves a list of items that a customer takes again and again: `saved_lists.save` (A14).
      # Without `saved_list`, a list of his that has the name is replaced, ignoring case and
      # accents; else it is a new one. Customers may save their own.
      #
      # Errors: `not_found`; `already_exists` for a name that another list of his has;
      # `wrong_state` for an erased customer; `conflict` for a stale version.
      #
      # @param enterprise [String] At which enterprise.
      # @param customer [String] Whose; at most 50 lists.
      # @param saved_list [String, nil] Which list to replace; none: that of this name, or a new
      #   one.
      # @param version [Integer, nil] The version that the caller saw; none: whatever is there
      #   (R35).
      # @param name [String] What he calls it.
      # @param lines [Array<LineWanted, Hash>] What shall stand in it: 1 to 200 lines, each
      #   variant once.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [SavedList]
      def save(enterprise:, customer:, saved_list: nil, version: nil, name:, lines:, key: nil,
               dry_run: false)
        given = { enterprise: enterprise, customer: customer, saved_list: saved_list,
                  version: version, name: name, lines: lines }
        run(SAVE, given, key, dry_run)
      end

      SAVE = Operation.new(
        "saved_lists.save",
        { "enterprise" => [:text], "customer" => [:uuid], "saved_list" => [:uuid, :maybe],
          "version" => [:integer, :maybe], "name" => [:text], "lines" => [[:LineWanted]] },
        :SavedList
      )
      private_constant :SAVE

      # Lists a customer's saved lists by name: `saved_lists.list` (A14). Customers may read their
      # own.
      #
      # Errors: `not_found` for the customer; `malformed` for the token of another list.
      #
      # @param enterprise [String] At which enterprise.
      # @param customer [String] Whose.
      # @param limit [Integer, nil] How many: 1 to 1,000, usually 50.
      # @param after [String, nil] The `next_page` of the page before.
      # @return [SavedListPage]
      def list(enterprise:, customer:, limit: nil, after: nil)
        given = { enterprise: enterprise, customer: customer, limit: limit, after: after }
        run(LIST, given)
      end

      LIST = Operation.new(
        "saved_lists.list",
        { "enterprise" => [:text], "customer" => [:uuid], "limit" => [:integer, :maybe],
          "after" => [:text, :maybe] },
        :SavedListPage
      )
      private_constant :LIST

      # Removes a saved list and answers with it: `saved_lists.remove` (A14). Customers may remove
      # their own.
      #
      # Errors: `not_found`; `conflict` for a stale version.
      #
      # @param enterprise [String] At which enterprise.
      # @param saved_list [String] Which list.
      # @param version [Integer, nil] The version that the caller saw; none: whatever is there
      #   (R35).
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [SavedList]
      def remove(enterprise:, saved_list:, version: nil, key: nil, dry_run: false)
        given = { enterprise: enterprise, saved_list: saved_list, version: version }
        run(REMOVE, given, key, dry_run)
      end

      REMOVE = Operation.new(
        "saved_lists.remove",
        { "enterprise" => [:text], "saved_list" => [:uuid], "version" => [:integer, :maybe] },
        :SavedList
      )
      private_constant :REMOVE

      # Saves what stands in an order as a list: `saved_lists.from_order` (A14). A list of the
      # customer's that has the name is replaced. Customers may do so with their own orders.
      #
      # Errors: `not_found`; `wrong_state` for an order of nothing, or an erased customer.
      #
      # @param enterprise [String] At which enterprise.
      # @param order [String] Which order; the list is its customer's.
      # @param name [String] What he calls the list.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [SavedList]
      def from_order(enterprise:, order:, name:, key: nil, dry_run: false)
        given = { enterprise: enterprise, order: order, name: name }
        run(FROM_ORDER, given, key, dry_run)
      end

      FROM_ORDER = Operation.new(
        "saved_lists.from_order",
        { "enterprise" => [:text], "order" => [:uuid], "name" => [:text] },
        :SavedList
      )
      private_constant :FROM_ORDER

      # Adds what stands in a saved list to an order that can still be changed:
      # `saved_lists.add_to_order` (A14). Lines that the order has grow. What is not there is left
      # out and told; what is there in part is added in part. Customers may do so with their own.
      #
      # Errors: `limit_passed`, `wrong_state`, `conflict`, as in `orders.edit`; `wrong_state` for
      # another customer's order.
      #
      # @param enterprise [String] At which enterprise.
      # @param saved_list [String] Which list.
      # @param order [String] To which order, of the same customer.
      # @param version [Integer, nil] The version of the order that the caller saw; none:
      #   whatever is there.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [AddedToOrder]
      def add_to_order(enterprise:, saved_list:, order:, version: nil, key: nil, dry_run: false)
        given = { enterprise: enterprise, saved_list: saved_list, order: order, version: version }
        run(ADD_TO_ORDER, given, key, dry_run)
      end

      ADD_TO_ORDER = Operation.new(
        "saved_lists.add_to_order",
        { "enterprise" => [:text], "saved_list" => [:uuid], "order" => [:uuid],
          "version" => [:integer, :maybe] },
        :AddedToOrder
      )
      private_constant :ADD_TO_ORDER
    end

    # ledger.record, ledger.reverse, ledger.list, ledger.balance, ledger.statement
    class Ledger < Area
      # Writes an entry into a customer's ledger: `ledger.record`. Staff only; call it with an
      # idempotency key, so that a payment reported twice counts once (B8).
      #
      # Orders charge by themselves when they are placed. A wrong entry is reversed, never edited.
      #
      # Errors: `out_of_range` for no amount, `wrong_currency` for too many decimals,
      # `unknown_reference` for an order or customer that is not there.
      #
      # @param enterprise [String] Whose books.
      # @param customer [String] Whose account; of who was merged into another, that one's.
      # @param kind [Symbol] What it is.
      # @param amount [BigDecimal, Integer, String] How much, in the enterprise's currency: above
      #   0, for an adjustment either way.
      # @param order [String, nil] The customer's order that it belongs to; not for charges and
      #   adjustments: change the order.
      # @param reference [String, nil] What the books outside call it: an invoice, a bank
      #   transfer.
      # @param note [String, nil] Why, in words; at most 2,000 characters.
      # @param booked_on [Date, nil] The day for which it counts; none: today, in the
      #   enterprise's zone.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [Posting]
      def record(enterprise:, customer:, kind:, amount:, order: nil, reference: nil, note: nil,
                 booked_on: nil, key: nil, dry_run: false)
        given = { enterprise: enterprise, customer: customer, kind: kind, amount: amount,
                  order: order, reference: reference, note: note, booked_on: booked_on }
        run(RECORD, given, key, dry_run)
      end

      RECORD = Operation.new(
        "ledger.record",
        { "enterprise" => [:text], "customer" => [:uuid], "kind" => [:HandMade],
          "amount" => [:decimal], "order" => [:uuid, :maybe], "reference" => [:text, :maybe],
          "note" => [:text, :maybe], "booked_on" => [:date, :maybe] },
        :Posting
      )
      private_constant :RECORD

      # Takes an entry back by its opposite: `ledger.reverse`. Both stay in the ledger. Staff only.
      #
      # Errors: `wrong_state` for an entry that is reversed already, is a reversal itself, or is
      # what an order charged: edit or cancel that order.
      #
      # @param enterprise [String] Whose books.
      # @param posting [String] Which entry.
      # @param note [String, nil] Why, in words; at most 2,000 characters.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [Posting]
      def reverse(enterprise:, posting:, note: nil, key: nil, dry_run: false)
        given = { enterprise: enterprise, posting: posting, note: note }
        run(REVERSE, given, key, dry_run)
      end

      REVERSE = Operation.new(
        "ledger.reverse",
        { "enterprise" => [:text], "posting" => [:uuid], "note" => [:text, :maybe] },
        :Posting
      )
      private_constant :REVERSE

      # Lists entries of the ledger, the latest day first: `ledger.list`. A customer sees his own.
      #
      # Errors: `malformed` for the token of another list; `end_before_start`.
      #
      # @param enterprise [String] Whose books.
      # @param customer [String, nil] Of this customer.
      # @param order [String, nil] Of this order.
      # @param kind [Symbol, nil] Of this kind.
      # @param kinds [Array<Symbol>, nil] Of one of these kinds: for adjustments and refunds, say
      #   (A13); none: of any. Default: [].
      # @param search [String, nil] Each word must begin a word of the reference or the note,
      #   ignoring case and accents; at most 8. Where much is looked through for little, a page is
      #   short and `next_page` goes on.
      # @param starts_on [Date, nil] Booked for this day or later.
      # @param ends_on [Date, nil] Booked for this day or earlier.
      # @param limit [Integer, nil] How many: 1 to 1,000, usually 50.
      # @param after [String, nil] The `next_page` of the page before.
      # @return [PostingPage]
      def list(enterprise:, customer: nil, order: nil, kind: nil, kinds: nil, search: nil,
               starts_on: nil, ends_on: nil, limit: nil, after: nil)
        given = { enterprise: enterprise, customer: customer, order: order, kind: kind,
                  kinds: kinds, search: search, starts_on: starts_on, ends_on: ends_on,
                  limit: limit, after: after }
        run(LIST, given)
      end

      LIST = Operation.new(
        "ledger.list",
        { "enterprise" => [:text], "customer" => [:uuid, :maybe], "order" => [:uuid, :maybe],
          "kind" => [:PostingKind, :maybe], "kinds" => [[:PostingKind], :maybe],
          "search" => [:text, :maybe], "starts_on" => [:date, :maybe],
          "ends_on" => [:date, :maybe], "limit" => [:integer, :maybe], "after" => [:text, :maybe] },
        :PostingPage
      )
      private_constant :LIST

      # Reads a customer's balance: `ledger.balance`. Customers may read their own.
      #
      # The balance is the sum of the entries, credits less charges: below zero, the customer owes.
      # It is one row, however long the history. Of who was merged into another, it is that one's.
      #
      # Errors: `not_found`.
      #
      # @param enterprise [String] Whose books.
      # @param customer [String] Of which customer.
      # @return [Balance]
      def balance(enterprise:, customer:)
        given = { enterprise: enterprise, customer: customer }
        run(BALANCE, given)
      end

      BALANCE = Operation.new(
        "ledger.balance",
        { "enterprise" => [:text], "customer" => [:uuid] },
        :Balance
      )
      private_constant :BALANCE

      # The statement of a customer for a period: `ledger.statement`. Customers may read their own.
      #
      # Entries count by the day for which they are booked. What is written later for a day of the
      # period changes a new statement, and never one asked for again with the same `as_of` (R38).
      #
      # Errors: `end_before_start`; `out_of_range` for a period of more than 10,000 entries.
      #
      # @param enterprise [String] Whose books.
      # @param customer [String] Of which customer.
      # @param starts_on [Date] The first day, in the enterprise's zone.
      # @param ends_on [Date] The last day, itself included.
      # @param as_of [Time, nil] Only what was written by then, itself included; none: now.
      # @return [Statement]
      def statement(enterprise:, customer:, starts_on:, ends_on:, as_of: nil)
        given = { enterprise: enterprise, customer: customer, starts_on: starts_on,
                  ends_on: ends_on, as_of: as_of }
        run(STATEMENT, given)
      end

      STATEMENT = Operation.new(
        "ledger.statement",
        { "enterprise" => [:text], "customer" => [:uuid], "starts_on" => [:date],
          "ends_on" => [:date], "as_of" => [:instant, :maybe] },
        :Statement
      )
      private_constant :STATEMENT
    end

    # notices.list, notices.lease, notices.acknowledge, notices.report_failure, notices.requeue
    class Notices < Area
      # Lists notices: `notices.list`.
      #
      # @param enterprise [String] Whose.
      # @param state [Symbol, nil] Only those in this state, by the time at which they are ready.
      # @param kind [Symbol, nil] Only those of this kind.
      # @param cycle [String, nil] Only those about this cycle.
      # @param limit [Integer, nil] How many: 1 to 1,000, usually 50.
      # @param after [String, nil] The `next_page` of the page before.
      # @return [NoticePage]
      def list(enterprise:, state: nil, kind: nil, cycle: nil, limit: nil, after: nil)
        given = { enterprise: enterprise, state: state, kind: kind, cycle: cycle, limit: limit,
                  after: after }
        run(LIST, given)
      end

      LIST = Operation.new(
        "notices.list",
        { "enterprise" => [:text], "state" => [:NoticeState, :maybe],
          "kind" => [:NoticeKind, :maybe], "cycle" => [:uuid, :maybe],
          "limit" => [:integer, :maybe], "after" => [:text, :maybe] },
        :NoticePage
      )
      private_constant :LIST

      # Takes notices for delivery: `notices.lease`, the oldest first. Whoever delivers one reports
      # with its `fence`; what is not reported in time is given to the next who asks.
      #
      # @param enterprise [String] Whose.
      # @param limit [Integer] How many at most: 1 to 100.
      # @param seconds [Integer] For how long, in seconds: 10 to 3,600.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [NoticeBatch]
      def lease(enterprise:, limit:, seconds:, key: nil, dry_run: false)
        given = { enterprise: enterprise, limit: limit, seconds: seconds }
        run(LEASE, given, key, dry_run)
      end

      LEASE = Operation.new(
        "notices.lease",
        { "enterprise" => [:text], "limit" => [:integer], "seconds" => [:integer] },
        :NoticeBatch
      )
      private_constant :LEASE

      # Reports a delivery: `notices.acknowledge`. The same report again answers the same.
      #
      # Errors: `not_found`; `conflict` for a lease that is over; `wrong_state` when a failure was
      # reported.
      #
      # @param enterprise [String] Whose.
      # @param notice [String] Which.
      # @param fence [Integer] The fence that came with the lease.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [NoticeView]
      def acknowledge(enterprise:, notice:, fence:, key: nil, dry_run: false)
        given = { enterprise: enterprise, notice: notice, fence: fence }
        run(ACKNOWLEDGE, given, key, dry_run)
      end

      ACKNOWLEDGE = Operation.new(
        "notices.acknowledge",
        { "enterprise" => [:text], "notice" => [:uuid], "fence" => [:integer] },
        :NoticeView
      )
      private_constant :ACKNOWLEDGE

      # Reports a delivery that failed: `notices.report_failure`. It is tried again after a minute,
      # two, four and so on, at most six hours; after eight failures it is parked. The same report
      # again counts once.
      #
      # Errors: `not_found`; `conflict` for a lease that is over; `wrong_state` when it was
      # delivered.
      #
      # @param enterprise [String] Whose.
      # @param notice [String] Which.
      # @param fence [Integer] The fence that came with the lease.
      # @param reason [String] Why it failed, for the person who looks into it; at most 1,000
      #   characters.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [NoticeView]
      def report_failure(enterprise:, notice:, fence:, reason:, key: nil, dry_run: false)
        given = { enterprise: enterprise, notice: notice, fence: fence, reason: reason }
        run(REPORT_FAILURE, given, key, dry_run)
      end

      REPORT_FAILURE = Operation.new(
        "notices.report_failure",
        { "enterprise" => [:text], "notice" => [:uuid], "fence" => [:integer],
          "reason" => [:text] },
        :NoticeView
      )
      private_constant :REPORT_FAILURE

      # Gives a parked notice another eight tries: `notices.requeue`.
      #
      # Errors: `not_found`; `wrong_state` when it is not parked.
      #
      # @param enterprise [String] Whose.
      # @param notice [String] Which.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [NoticeView]
      def requeue(enterprise:, notice:, key: nil, dry_run: false)
        given = { enterprise: enterprise, notice: notice }
        run(REQUEUE, given, key, dry_run)
      end

      REQUEUE = Operation.new(
        "notices.requeue",
        { "enterprise" => [:text], "notice" => [:uuid] },
        :NoticeView
      )
      private_constant :REQUEUE
    end

    # changes.list
    class Changes < Area
      # Lists changes, the newest first: `changes.list`. Staff only.
      #
      # @param enterprise [String] Whose.
      # @param subject [String, nil] Only those of this customer, note, series, cycle, standing
      #   order or order.
      # @param limit [Integer, nil] How many: 1 to 1,000, usually 50.
      # @param after [String, nil] The `next_page` of the page before.
      # @return [ChangePage]
      def list(enterprise:, subject: nil, limit: nil, after: nil)
        given = { enterprise: enterprise, subject: subject, limit: limit, after: after }
        run(LIST, given)
      end

      LIST = Operation.new(
        "changes.list",
        { "enterprise" => [:text], "subject" => [:uuid, :maybe], "limit" => [:integer, :maybe],
          "after" => [:text, :maybe] },
        :ChangePage
      )
      private_constant :LIST
    end

    # test_clock.advance
    class TestClock < Area
      # Turns the test clock forward: `test_clock.advance`. On the way it ticks whenever work is
      # due, as a scheduler would that never sleeps. System only.
      #
      # Errors: `clock_refused` on the host's clock, or backwards.
      #
      # @param to [Time] Until when.
      # @param without_ticks [Boolean, nil] Whether nothing ticks on the way, as when the
      #   scheduler is down. Default: false.
      # @param key [String, nil] Idempotency key: the same call again has one effect.
      # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
      # @return [ClockReport]
      def advance(to:, without_ticks: nil, key: nil, dry_run: false)
        given = { to: to, without_ticks: without_ticks }
        run(ADVANCE, given, key, dry_run)
      end

      ADVANCE = Operation.new(
        "test_clock.advance",
        { "to" => [:instant], "without_ticks" => [:boolean, :maybe] },
        :ClockReport
      )
      private_constant :ADVANCE
    end
  end

  # What a hub can do, in somebody's name.
  module Operations
    # @return [Areas::Enterprises]
    def enterprises = Areas::Enterprises.new(self)

    # @return [Areas::Variants]
    def variants = Areas::Variants.new(self)

    # @return [Areas::Customers]
    def customers = Areas::Customers.new(self)

    # @return [Areas::Selections]
    def selections = Areas::Selections.new(self)

    # @return [Areas::CustomerFields]
    def customer_fields = Areas::CustomerFields.new(self)

    # @return [Areas::Tags]
    def tags = Areas::Tags.new(self)

    # @return [Areas::JoinRequests]
    def join_requests = Areas::JoinRequests.new(self)

    # @return [Areas::Series]
    def series = Areas::Series.new(self)

    # @return [Areas::Cycles]
    def cycles = Areas::Cycles.new(self)

    # @return [Areas::StandingOrders]
    def standing_orders = Areas::StandingOrders.new(self)

    # @return [Areas::Orders]
    def orders = Areas::Orders.new(self)

    # @return [Areas::PastOrders]
    def past_orders = Areas::PastOrders.new(self)

    # @return [Areas::SavedLists]
    def saved_lists = Areas::SavedLists.new(self)

    # @return [Areas::Ledger]
    def ledger = Areas::Ledger.new(self)

    # @return [Areas::Notices]
    def notices = Areas::Notices.new(self)

    # @return [Areas::Changes]
    def changes = Areas::Changes.new(self)

    # @return [Areas::TestClock]
    def test_clock = Areas::TestClock.new(self)

    # Does all that is due now: `tick`. System only.
    #
    # Call it as often as you like, late, twice, or from many workers: nothing is done twice. When
    # the answer says `more`, call again; else nothing needs a call before `next_at`.
    #
    # @param batches [Integer, nil] How many batches at most: 1 to 100,000, usually 1,000. The
    #   rest is reported as `more`.
    # @param batch_size [Integer, nil] How many standing orders or orders a batch: 1 to 10,000,
    #   usually 500.
    # @param key [String, nil] Idempotency key: the same call again has one effect.
    # @param dry_run [Boolean] Whether to answer what would be, and change nothing.
    # @return [TickReport]
    def tick(batches: nil, batch_size: nil, key: nil, dry_run: false)
      given = { batches: batches, batch_size: batch_size }
      run(TICK, given, key, dry_run)
    end

    TICK = Operation.new(
      "tick",
      { "batches" => [:integer, :maybe], "batch_size" => [:integer, :maybe] },
      :TickReport
    )
    private_constant :TICK
  end

  # The rules by themselves: data in, plan out, for hosts that keep their own tables.
  module Rules
    module_function

    def run(rule, given)
      envelope = rule.envelope(nil, given)
      rule.answer(Gate.pass { Library.call(nil, rule.name, envelope) })
    end
    private_class_method :run

    # The dates of a recurrence in a zone: `rules.occurrences`. What a clock change does to each is
    # told (C2).
    #
    # Errors: `invalid_rule` and the like in the violations of `invalid_input`.
    #
    # @param zone [String] The IANA zone of every local time.
    # @param starts_at [LocalTime] The local time from which the rule counts (DTSTART).
    # @param recurrence [String] `FREQ=WEEKLY;BYDAY=SU`, with RDATE and EXDATE on lines of their
    #   own (RFC 5545).
    # @param first [LocalTime, nil] The first local time that is wanted; none: from the start.
    #   Without COUNT the dates before it are not counted, so that those after it have no numbers.
    # @param last [LocalTime, nil] The last local time that is wanted, itself included; none: no
    #   end.
    # @param limit [Integer, nil] How many: 1 to 1,000, usually 100.
    # @return [Occurrences]
    def occurrences(zone:, starts_at:, recurrence:, first: nil, last: nil, limit: nil)
      given = { zone: zone, starts_at: starts_at, recurrence: recurrence, first: first,
                last: last, limit: limit }
      run(OCCURRENCES, given)
    end

    OCCURRENCES = Operation.new(
      "rules.occurrences",
      { "zone" => [:text], "starts_at" => [:local], "recurrence" => [:text],
        "first" => [:local, :maybe], "last" => [:local, :maybe], "limit" => [:integer, :maybe] },
      :Occurrences
    )
    private_constant :OCCURRENCES

    # The cycles that a schedule brings forth: `rules.plan_cycles`.
    #
    # Errors: `rule_never_fires`, `end_before_start` and the like in the violations of
    # `invalid_input`.
    #
    # @param series [String] The name of the series, for the names of its cycles.
    # @param schedule [Schedule, Hash] When they open and close, and how they are called.
    # @param collections [Array<DistributorCollection, Hash>, nil] When each distributor hands
    #   out the orders.
    # @param holidays [Array<Date>, nil] Days on which nobody works (R9). Default: [].
    # @param cycle_day [Symbol, nil] Which date of a cycle is tested against them; usually that
    #   of its close (R3).
    # @param mark [Mark, Hash, nil] Where the plan before stopped; none: the beginning.
    # @param first_number [Integer, nil] The number of the first slot; usually 1.
    # @param previous_closes_at [Time, nil] When the cycle before the mark closes, to report an
    #   overlap with it.
    # @param now [Time] The time of planning.
    # @param include_past [Boolean, nil] Whether cycles that are over at `now` are planned too.
    #   Default: false.
    # @param horizon [Horizon, Hash] How many cycles are wanted.
    # @return [CyclePlan]
    def plan_cycles(series:, schedule:, collections: nil, holidays: nil, cycle_day: nil,
                    mark: nil, first_number: nil, previous_closes_at: nil, now:,
                    include_past: nil, horizon:)
      given = { series: series, schedule: schedule, collections: collections, holidays: holidays,
                cycle_day: cycle_day, mark: mark, first_number: first_number,
                previous_closes_at: previous_closes_at, now: now, include_past: include_past,
                horizon: horizon }
      run(PLAN_CYCLES, given)
    end

    PLAN_CYCLES = Operation.new(
      "rules.plan_cycles",
      { "series" => [:text], "schedule" => [:Schedule],
        "collections" => [[:DistributorCollection], :maybe], "holidays" => [[:date], :maybe],
        "cycle_day" => [:CycleDay, :maybe], "mark" => [:Mark, :maybe],
        "first_number" => [:integer, :maybe], "previous_closes_at" => [:instant, :maybe],
        "now" => [:instant], "include_past" => [:boolean, :maybe], "horizon" => [:Horizon] },
      :CyclePlan
    )
    private_constant :PLAN_CYCLES

    # Opens a cycle in memory: `rules.plan_open`. What each standing order gets, by the rules that
    # the tick follows (E1, E2, R23).
    #
    # Errors: `wrong_currency` where the amounts are not all of one currency.
    #
    # @param cycle [RoundCycle, Hash] The cycle.
    # @param currency [String] The currency of all amounts.
    # @param sharing [Symbol, nil] How scarce variants are shared; usually pro rata.
    # @param standing_orders [Array<RoundStandingOrder, Hash>] The standing orders.
    # @return [OpenPlan]
    def plan_open(cycle:, currency:, sharing: nil, standing_orders:)
      given = { cycle: cycle, currency: currency, sharing: sharing,
                standing_orders: standing_orders }
      run(PLAN_OPEN, given)
    end

    PLAN_OPEN = Operation.new(
      "rules.plan_open",
      { "cycle" => [:RoundCycle], "currency" => [:text], "sharing" => [:Sharing, :maybe],
        "standing_orders" => [[:RoundStandingOrder]] },
      :OpenPlan
    )
    private_constant :PLAN_OPEN

    # Closes a cycle in memory: `rules.plan_close`. What becomes of each order, and what it costs
    # (E4, R26, R28, R39).
    #
    # Errors: `wrong_currency` where the amounts are not all of one currency.
    #
    # @param currency [String] The currency of all amounts.
    # @param orders [Array<RoundOrder, Hash>] The orders of the cycle.
    # @return [ClosePlan]
    def plan_close(currency:, orders:)
      given = { currency: currency, orders: orders }
      run(PLAN_CLOSE, given)
    end

    PLAN_CLOSE = Operation.new(
      "rules.plan_close",
      { "currency" => [:text], "orders" => [[:RoundOrder]] },
      :ClosePlan
    )
    private_constant :PLAN_CLOSE

    # Whether a standing order is due in a cycle, and which rule decides: `rules.explain` (E7).
    #
    # @param cycle [RoundCycle, Hash] The cycle.
    # @param standing_order [RoundStandingOrder, Hash] The standing order.
    # @return [PairExplained]
    def explain(cycle:, standing_order:)
      given = { cycle: cycle, standing_order: standing_order }
      run(EXPLAIN, given)
    end

    EXPLAIN = Operation.new(
      "rules.explain",
      { "cycle" => [:RoundCycle], "standing_order" => [:RoundStandingOrder] },
      :PairExplained
    )
    private_constant :EXPLAIN

    # A revision meets an order that was made before it: `rules.merge`. Three-way, line by line; a
    # shortage is no edit (D8, R30).
    #
    # @param lines [Array<MergeLine, Hash>] The lines of the order.
    # @param wanted [Array<WantedLine, Hash>] What the standing order wants now.
    # @return [MergePlan2]
    def merge(lines:, wanted:)
      given = { lines: lines, wanted: wanted }
      run(MERGE, given)
    end

    MERGE = Operation.new(
      "rules.merge",
      { "lines" => [[:MergeLine]], "wanted" => [[:WantedLine]] },
      :MergePlan2
    )
    private_constant :MERGE

    # Shares what is short among those who ask: `rules.share`. Pro rata in whole unit steps, by the
    # largest remainder; ties go to who comes first in the list (E2, R23).
    #
    # @param stock [BigDecimal, Integer, String] How much there is.
    # @param unit_step [BigDecimal, Integer, String, nil] What quantities are multiples of;
    #   usually 1.
    # @param asked [Array<BigDecimal, Integer, String>] What each asks, in the order in which
    #   they came.
    # @return [StockShares]
    def share(stock:, unit_step: nil, asked:)
      given = { stock: stock, unit_step: unit_step, asked: asked }
      run(SHARE, given)
    end

    SHARE = Operation.new(
      "rules.share",
      { "stock" => [:decimal], "unit_step" => [:decimal, :maybe], "asked" => [[:decimal]] },
      :StockShares
    )
    private_constant :SHARE
  end
end
