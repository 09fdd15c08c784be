# frozen_string_literal: true

# Made by `cargo xtask gen` from the catalogue of operations: not to be edited.

module Milkround
  # What was given is not valid: `violations` lists every fault.
  #
  # Codes: `:invalid_input`, `:unknown_field`, `:wrong_kind`, `:required`, `:malformed`,
  # `:out_of_range`, `:too_long`, `:unknown_zone`, `:unknown_currency`, `:invalid_rule`,
  # `:rule_never_fires`, `:end_before_start`, `:not_a_step`, `:wrong_currency`, `:duplicate`,
  # `:unknown_reference`, `:not_eligible`.
  class Invalid < Error; end

  # There is no such thing, or it is not the actor's to see.
  #
  # Codes: `:unknown_operation`, `:not_found`.
  class NotFound < Error; end

  # It contradicts what is there: look again, then decide.
  #
  # Codes: `:conflict`, `:already_exists`, `:key_reused`, `:open_orders_exist`,
  # `:insufficient_stock`, `:currency_fixed`, `:wrong_state`, `:cycle_not_open`, `:clock_refused`.
  class Conflict < Error; end

  # It is there, but this actor may not do that, or nobody may now.
  #
  # Codes: `:not_allowed`, `:limit_passed`, `:skip_limit`.
  class NotAllowed < Error; end

  # The store cannot be reached now.
  #
  # Codes: `:store_unavailable`, `:store_refused`, `:outcome_unknown`, `:foreign_database`,
  # `:newer_schema`.
  class Unavailable < Error; end

  # A fault of Milkround or of its file.
  #
  # Codes: `:corrupt_record`, `:internal`.
  class Internal < Error; end

  class Error
    # The classes by their names on the wire.
    KINDS = {
      "invalid" => Invalid,
      "not_found" => NotFound,
      "conflict" => Conflict,
      "not_allowed" => NotAllowed,
      "unavailable" => Unavailable,
      "internal" => Internal
    }.freeze
    private_constant :KINDS
  end

  # What a customer's entries, orders and standing orders come to, kept in the transaction that
  # changes them, so that lists sort by it and read it in one row (B4).
  class Account < Value
    # @return [String] Whose books.
    attr_reader :enterprise
    # @return [String] Whose account.
    attr_reader :customer
    # @return [Money] The sum of the entries: below zero the customer owes.
    attr_reader :balance
    # @return [Integer] How many of the orders are placed or fulfilled, past orders among them.
    attr_reader :orders
    # @return [Time, nil] When the last of those was placed.
    attr_reader :last_order_at
    # @return [Integer] How many standing orders have not ended.
    attr_reader :standing_orders

    def initialize(enterprise:, customer:, balance:, orders:, last_order_at: nil, standing_orders:)
      super()
      @enterprise = own(enterprise)
      @customer = own(customer)
      @balance = balance
      @orders = orders
      @last_order_at = last_order_at
      @standing_orders = standing_orders
      freeze
    end

    def read(json)
      @enterprise = json["enterprise"]
      @customer = json["customer"]
      @balance = Money.decode(json["balance"])
      @orders = json["orders"]
      @last_order_at = (one = json["last_order_at"]) && Coder.time(one)
      @standing_orders = json["standing_orders"]
      freeze
    end

    def to_h
      { enterprise: @enterprise, customer: @customer, balance: @balance, orders: @orders,
        last_order_at: @last_order_at, standing_orders: @standing_orders }
    end

    FIELDS = { "enterprise" => [:text], "customer" => [:uuid], "balance" => [:Money],
               "orders" => [:integer], "last_order_at" => [:instant],
               "standing_orders" => [:integer] }.freeze
  end

  # The one in whose name a call is made.
  module Actor
    extend Union
  end

  # The host's own jobs, and the tick.
  class ActorSystem < Value
    include Actor

    # @return [Symbol] `:system`
    def kind = :system

    def initialize
      super
      freeze
    end

    def read(_json) = freeze
    def to_h = { kind: :system }

    FIELDS = {}.freeze
  end

  # A person with the enterprises that he manages.
  class ActorUser < Value
    include Actor

    # @return [Symbol] `:user`
    def kind = :user

    # @return [String] The host's id of him.
    attr_reader :user
    # @return [Array<String>] The enterprises that he manages.
    attr_reader :enterprises

    def initialize(user:, enterprises:)
      super()
      @user = own(user)
      @enterprises = own(enterprises)
      freeze
    end

    def read(json)
      @user = json["user"]
      @enterprises = json["enterprises"]
      freeze
    end

    def to_h
      { kind: :user, user: @user, enterprises: @enterprises }
    end

    FIELDS = { "user" => [:text], "enterprises" => [[:text]] }.freeze
  end

  # A customer, of one enterprise.
  class ActorCustomer < Value
    include Actor

    # @return [Symbol] `:customer`
    def kind = :customer

    # @return [String] Whose customer.
    attr_reader :enterprise
    # @return [String] Which.
    attr_reader :customer
    # @return [String, nil] Who acts for him (A16); none: he himself. Who may view changes
    #   nothing.
    attr_reader :contact

    def initialize(enterprise:, customer:, contact: nil)
      super()
      @enterprise = own(enterprise)
      @customer = own(customer)
      @contact = own(contact)
      freeze
    end

    def read(json)
      @enterprise = json["enterprise"]
      @customer = json["customer"]
      @contact = json["contact"]
      freeze
    end

    def to_h
      { kind: :customer, enterprise: @enterprise, customer: @customer, contact: @contact }
    end

    FIELDS = { "enterprise" => [:text], "customer" => [:uuid], "contact" => [:uuid, :maybe] }.freeze
  end

  module Actor
    KINDS = { system: ActorSystem, user: ActorUser, customer: ActorCustomer }.freeze
  end

  # The order with what was added to it.
  class AddedToOrder < Value
    # @return [OrderWithLines] The order as it is now.
    attr_reader :order
    # @return [Array<ShortLine>] The lines of the list of which less was added, or nothing.
    attr_reader :short

    def initialize(order:, short:)
      super()
      @order = order
      @short = own(short)
      freeze
    end

    def read(json)
      @order = OrderWithLines.decode(json["order"])
      @short = json["short"].map { |one| ShortLine.decode(one) }.freeze
      freeze
    end

    def to_h
      { order: @order, short: @short }
    end

    FIELDS = { "order" => [:OrderWithLines], "short" => [[:ShortLine]] }.freeze
  end

  # A postal address, as the host writes it on a parcel.
  class Address < Value
    # @return [Array<String>] Street and house, up to three lines.
    attr_reader :lines
    # @return [String, nil] Town.
    attr_reader :city
    # @return [String, nil] County, state or canton.
    attr_reader :region
    # @return [String, nil] Postal code.
    attr_reader :postcode
    # @return [String, nil] ISO 3166 country code.
    attr_reader :country

    def initialize(lines: [], city: nil, region: nil, postcode: nil, country: nil)
      super()
      @lines = own(lines)
      @city = own(city)
      @region = own(region)
      @postcode = own(postcode)
      @country = own(country)
      freeze
    end

    def read(json)
      @lines = json.fetch("lines", [].freeze)
      @city = json["city"]
      @region = json["region"]
      @postcode = json["postcode"]
      @country = json["country"]
      freeze
    end

    def to_h
      { lines: @lines, city: @city, region: @region, postcode: @postcode, country: @country }
    end

    FIELDS = { "lines" => [[:text]], "city" => [:text], "region" => [:text],
               "postcode" => [:text], "country" => [:text] }.freeze
  end

  # What a customer was known by who was merged into this one.
  class Alias < Value
    # @return [Symbol] What it is.
    attr_reader :kind
    # @return [String] As it was written.
    attr_reader :value

    def initialize(kind:, value:)
      super()
      @kind = kind
      @value = own(value)
      freeze
    end

    def read(json)
      @kind = json["kind"].to_sym
      @value = json["value"]
      freeze
    end

    def to_h
      { kind: @kind, value: @value }
    end

    FIELDS = { "kind" => [:AliasKind], "value" => [:text] }.freeze
  end

  # What an alias is.
  module AliasKind
    # An e-mail address.
    EMAIL = :email
    # A code.
    CODE = :code
    # A user of the host.
    USER = :user
    ALL = [EMAIL, CODE, USER].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # Whether archived customers are meant.
  module ArchivedCustomers
    # Only those who are not archived.
    WITHOUT = :without
    # All.
    WITH = :with
    # Only those who are.
    ONLY = :only
    ALL = [WITHOUT, WITH, ONLY].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # Who did something.
  class Author < Value
    # @return [Symbol] What he is.
    attr_reader :kind
    # @return [String, nil] The host's user id, or the customer's id.
    attr_reader :id
    # @return [String, nil] The contact who acted for the customer (A16); none: he himself.
    attr_reader :contact

    def initialize(kind:, id: nil, contact: nil)
      super()
      @kind = kind
      @id = own(id)
      @contact = own(contact)
      freeze
    end

    def read(json)
      @kind = json["kind"].to_sym
      @id = json["id"]
      @contact = json["contact"]
      freeze
    end

    def to_h
      { kind: @kind, id: @id, contact: @contact }
    end

    FIELDS = { "kind" => [:AuthorKind], "id" => [:text, :maybe],
               "contact" => [:uuid, :maybe] }.freeze
  end

  # The kinds of those who act.
  module AuthorKind
    # Milkround's own tick, or the host's own jobs.
    SYSTEM = :system
    # A person of the enterprise.
    USER = :user
    # A customer himself.
    CUSTOMER = :customer
    ALL = [SYSTEM, USER, CUSTOMER].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # What a customer's account comes to.
  class Balance < Value
    # @return [Account] The account.
    attr_reader :account
    # @return [Money] What pending orders will charge when they are placed: not in the balance
    #   yet (B4).
    attr_reader :upcoming

    def initialize(account:, upcoming:)
      super()
      @account = account
      @upcoming = upcoming
      freeze
    end

    def read(json)
      @account = Account.decode(json["account"])
      @upcoming = Money.decode(json["upcoming"])
      freeze
    end

    def to_h
      { account: @account, upcoming: @upcoming }
    end

    FIELDS = { "account" => [:Account], "upcoming" => [:Money] }.freeze
  end

  # How a balance stands.
  module BalanceIs
    # Below zero: the customer owes.
    OWING = :owing
    # Above zero: the customer has money here.
    CREDIT = :credit
    # Zero.
    SETTLED = :settled
    ALL = [OWING, CREDIT, SETTLED].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # Who changed what and when (A15).
  class ChangeEntry < Value
    # @return [String] Whose.
    attr_reader :enterprise
    # @return [String] Our id, ascending in time.
    attr_reader :id
    # @return [String] What was changed: the id of a customer, note, series, cycle, standing
    #   order or order.
    attr_reader :subject
    # @return [String] By which operation.
    attr_reader :operation
    # @return [Author] By whom.
    attr_reader :by
    # @return [Time] When.
    attr_reader :at
    # @return [Hash] What it set: the changed fields with their new values.
    attr_reader :facts

    def initialize(enterprise:, id:, subject:, operation:, by:, at:, facts:)
      super()
      @enterprise = own(enterprise)
      @id = own(id)
      @subject = own(subject)
      @operation = own(operation)
      @by = by
      @at = at
      @facts = own(facts)
      freeze
    end

    def read(json)
      @enterprise = json["enterprise"]
      @id = json["id"]
      @subject = json["subject"]
      @operation = json["operation"]
      @by = Author.decode(json["by"])
      @at = Coder.time(json["at"])
      @facts = json["facts"]
      freeze
    end

    def to_h
      { enterprise: @enterprise, id: @id, subject: @subject, operation: @operation, by: @by,
        at: @at, facts: @facts }
    end

    FIELDS = { "enterprise" => [:text], "id" => [:uuid], "subject" => [:uuid],
               "operation" => [:text], "by" => [:Author], "at" => [:instant],
               "facts" => [:json] }.freeze
  end

  # Changes, the newest first.
  class ChangePage < Value
    # @return [Array<ChangeEntry>] The rows, in the list's order.
    attr_reader :items
    # @return [String, nil] Give it as `after` for the rows that follow; none: there are no more.
    attr_reader :next_page

    def initialize(items:, next_page: nil)
      super()
      @items = own(items)
      @next_page = own(next_page)
      freeze
    end

    def read(json)
      @items = json["items"].map { |one| ChangeEntry.decode(one) }.freeze
      @next_page = json["next_page"]
      freeze
    end

    def to_h
      { items: @items, next_page: @next_page }
    end

    FIELDS = { "items" => [[:ChangeEntry]], "next_page" => [:text] }.freeze
  end

  # What happened while the test clock ran.
  class ClockReport < Value
    # @return [Time] What the clock shows now.
    attr_reader :now
    # @return [Array<TickReport>] The ticks on the way that had something to do.
    attr_reader :ticks

    def initialize(now:, ticks:)
      super()
      @now = now
      @ticks = own(ticks)
      freeze
    end

    def read(json)
      @now = Coder.time(json["now"])
      @ticks = json["ticks"].map { |one| TickReport.decode(one) }.freeze
      freeze
    end

    def to_h
      { now: @now, ticks: @ticks }
    end

    FIELDS = { "now" => [:instant], "ticks" => [[:TickReport]] }.freeze
  end

  # What a close does.
  class ClosePlan < Value
    # @return [Array<ClosedOrder>] What becomes of each order, in the order given.
    attr_reader :orders
    # @return [Money] The sum of the orders that are placed.
    attr_reader :placed_total

    def initialize(orders:, placed_total:)
      super()
      @orders = own(orders)
      @placed_total = placed_total
      freeze
    end

    def read(json)
      @orders = json["orders"].map { |one| ClosedOrder.decode(one) }.freeze
      @placed_total = Money.decode(json["placed_total"])
      freeze
    end

    def to_h
      { orders: @orders, placed_total: @placed_total }
    end

    FIELDS = { "orders" => [[:ClosedOrder]], "placed_total" => [:Money] }.freeze
  end

  # What closing a cycle does with one of its orders (E4).
  module Closed
    # It is placed, and charged.
    PLACE = :place
    # It is held, and waits for staff (R39).
    HOLD = :hold
    # Nothing is left in it: it is cancelled, never placed at zero (R26).
    CANCEL = :cancel
    # It is placed, fulfilled or cancelled already, or was made ahead and never claimed.
    LEAVE = :leave
    ALL = [PLACE, HOLD, CANCEL, LEAVE].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # What becomes of one order.
  class ClosedOrder < Value
    # @return [String] The host's id of the order.
    attr_reader :order
    # @return [Symbol] What becomes of it.
    attr_reader :action
    # @return [Money] The sum of its lines, each rounded once.
    attr_reader :item_total
    # @return [Money] Lines and fees; nothing where it is cancelled.
    attr_reader :total

    def initialize(order:, action:, item_total:, total:)
      super()
      @order = own(order)
      @action = action
      @item_total = item_total
      @total = total
      freeze
    end

    def read(json)
      @order = json["order"]
      @action = json["action"].to_sym
      @item_total = Money.decode(json["item_total"])
      @total = Money.decode(json["total"])
      freeze
    end

    def to_h
      { order: @order, action: @action, item_total: @item_total, total: @total }
    end

    FIELDS = { "order" => [:text], "action" => [:Closed], "item_total" => [:Money],
               "total" => [:Money] }.freeze
  end

  # When a cycle closes.
  module ClosingRule
    extend Union
  end

  # So long after the nominal opening: civil days, then exact hours and minutes (R5).
  class ClosingRuleAfter < Value
    include ClosingRule

    # @return [Symbol] `:after`
    def kind = :after

    # @return [Integer, nil] Civil days from the nominal local time of opening.
    attr_reader :days
    # @return [Integer, nil] Exact hours after that.
    attr_reader :hours
    # @return [Integer, nil] Exact minutes after that.
    attr_reader :minutes

    def initialize(days: nil, hours: nil, minutes: nil)
      super()
      @days = days
      @hours = hours
      @minutes = minutes
      freeze
    end

    def read(json)
      @days = json["days"]
      @hours = json["hours"]
      @minutes = json["minutes"]
      freeze
    end

    def to_h
      { kind: :after, days: @days, hours: @hours, minutes: @minutes }
    end

    FIELDS = { "days" => [:integer, :maybe], "hours" => [:integer, :maybe],
               "minutes" => [:integer, :maybe] }.freeze
  end

  # The first such weekday and time strictly after the opening plus `lead` (R5).
  class ClosingRuleNext < Value
    include ClosingRule

    # @return [Symbol] `:next`
    def kind = :next

    # @return [Symbol] The weekday.
    attr_reader :weekday
    # @return [String] The time of day.
    attr_reader :time
    # @return [Lead, nil] How long the cycle is open at the least.
    attr_reader :lead

    def initialize(weekday:, time:, lead: nil)
      super()
      @weekday = weekday
      @time = own(time)
      @lead = lead
      freeze
    end

    def read(json)
      @weekday = json["weekday"].to_sym
      @time = json["time"]
      @lead = (one = json["lead"]) && Lead.decode(one)
      freeze
    end

    def to_h
      { kind: :next, weekday: @weekday, time: @time, lead: @lead }
    end

    FIELDS = { "weekday" => [:Weekday], "time" => [:time], "lead" => [:Lead, :maybe] }.freeze
  end

  module ClosingRule
    KINDS = { after: ClosingRuleAfter, next: ClosingRuleNext }.freeze
  end

  # The code that a customer shall have.
  class CodeRow < Value
    # @return [String] Which customer.
    attr_reader :customer
    # @return [String, nil] His code: 1 to 64 characters; null or blank: none.
    attr_reader :code

    def initialize(customer:, code: nil)
      super()
      @customer = own(customer)
      @code = own(code)
      freeze
    end

    def read(json)
      @customer = json["customer"]
      @code = json["code"]
      freeze
    end

    def to_h
      { customer: @customer, code: @code }
    end

    FIELDS = { "customer" => [:uuid], "code" => [:text, :maybe] }.freeze
  end

  # How many codes were set.
  class CodesSet < Value
    # @return [Integer] Customers whose code is another now.
    attr_reader :changed
    # @return [Integer] Customers who had it already.
    attr_reader :unchanged

    def initialize(changed:, unchanged:)
      super()
      @changed = changed
      @unchanged = unchanged
      freeze
    end

    def read(json)
      @changed = json["changed"]
      @unchanged = json["unchanged"]
      freeze
    end

    def to_h
      { changed: @changed, unchanged: @unchanged }
    end

    FIELDS = { "changed" => [:integer], "unchanged" => [:integer] }.freeze
  end

  # When customers collect, in local time.
  class CollectionInput < Value
    # @return [LocalTime] From this local time.
    attr_reader :starts_at
    # @return [LocalTime] Until this local time.
    attr_reader :ends_at

    def initialize(starts_at:, ends_at:)
      super()
      @starts_at = starts_at
      @ends_at = ends_at
      freeze
    end

    def read(json)
      @starts_at = LocalTime.parse(json["starts_at"])
      @ends_at = LocalTime.parse(json["ends_at"])
      freeze
    end

    def to_h
      { starts_at: @starts_at, ends_at: @ends_at }
    end

    FIELDS = { "starts_at" => [:local], "ends_at" => [:local] }.freeze
  end

  # When orders are collected: from the first such weekday and time strictly after the cycle's
  # close (plus `lead`) until a time on that day, or on the `until_weekday` that follows it.
  class CollectionRule < Value
    # @return [Symbol]
    attr_reader :weekday
    # @return [String]
    attr_reader :starts
    # @return [Symbol, nil]
    attr_reader :until_weekday
    # @return [String]
    attr_reader :ends
    # @return [Lead, nil]
    attr_reader :lead

    def initialize(weekday:, starts:, until_weekday: nil, ends:, lead: nil)
      super()
      @weekday = weekday
      @starts = own(starts)
      @until_weekday = until_weekday
      @ends = own(ends)
      @lead = lead
      freeze
    end

    def read(json)
      @weekday = json["weekday"].to_sym
      @starts = json["starts"]
      @until_weekday = json["until_weekday"]&.to_sym
      @ends = json["ends"]
      @lead = (one = json["lead"]) && Lead.decode(one)
      freeze
    end

    def to_h
      { weekday: @weekday, starts: @starts, until_weekday: @until_weekday, ends: @ends,
        lead: @lead }
    end

    FIELDS = { "weekday" => [:Weekday], "starts" => [:time],
               "until_weekday" => [:Weekday, :maybe], "ends" => [:time],
               "lead" => [:Lead, :maybe] }.freeze
  end

  # When the orders of one cycle are collected.
  class CollectionWindow < Value
    # @return [Time] From this moment.
    attr_reader :starts_at
    # @return [Time] Until this moment.
    attr_reader :ends_at
    # @return [LocalTime] What the hub's clocks show at the start.
    attr_reader :starts_local
    # @return [LocalTime] What the hub's clocks show at the end.
    attr_reader :ends_local
    # @return [String] Both in words: `Wednesday 1 April 2026, 14:00–18:00`.
    attr_reader :text

    def initialize(starts_at:, ends_at:, starts_local:, ends_local:, text:)
      super()
      @starts_at = starts_at
      @ends_at = ends_at
      @starts_local = starts_local
      @ends_local = ends_local
      @text = own(text)
      freeze
    end

    def read(json)
      @starts_at = Coder.time(json["starts_at"])
      @ends_at = Coder.time(json["ends_at"])
      @starts_local = LocalTime.parse(json["starts_local"])
      @ends_local = LocalTime.parse(json["ends_local"])
      @text = json["text"]
      freeze
    end

    def to_h
      { starts_at: @starts_at, ends_at: @ends_at, starts_local: @starts_local,
        ends_local: @ends_local, text: @text }
    end

    FIELDS = { "starts_at" => [:instant], "ends_at" => [:instant],
               "starts_local" => [:local], "ends_local" => [:local], "text" => [:text] }.freeze
  end

  # What generation does where the customer has an open order in the cycle already (D11).
  module Combine
    # A further order is made beside it.
    BESIDE = :beside
    # The lines join it.
    ADD = :add
    ALL = [BESIDE, ADD].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # Whether the hub may write to a customer beyond his own orders (A10).
  module Consent
    # Nobody asked him yet.
    UNKNOWN = :unknown
    # He said yes.
    GIVEN = :given
    # He said no.
    REFUSED = :refused
    ALL = [UNKNOWN, GIVEN, REFUSED].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # A person who acts for a customer: of a household, or another manager of a café (A16).
  class Contact < Value
    # @return [String] Whose customer.
    attr_reader :enterprise
    # @return [String] Our id.
    attr_reader :id
    # @return [String] For which customer.
    attr_reader :customer
    # @return [String, nil] His e-mail address; or else there is a user.
    attr_reader :email
    # @return [String, nil] The host's user behind him.
    attr_reader :user
    # @return [String, nil] What to call him.
    attr_reader :name
    # @return [Symbol] How far he may act.
    attr_reader :access
    # @return [Time] When made.
    attr_reader :created_at
    # @return [Integer] Raised by every change.
    attr_reader :version

    def initialize(enterprise:, id:, customer:, email: nil, user: nil, name: nil, access:,
                   created_at:, version:)
      super()
      @enterprise = own(enterprise)
      @id = own(id)
      @customer = own(customer)
      @email = own(email)
      @user = own(user)
      @name = own(name)
      @access = access
      @created_at = created_at
      @version = version
      freeze
    end

    def read(json)
      @enterprise = json["enterprise"]
      @id = json["id"]
      @customer = json["customer"]
      @email = json["email"]
      @user = json["user"]
      @name = json["name"]
      @access = json["access"].to_sym
      @created_at = Coder.time(json["created_at"])
      @version = json["version"]
      freeze
    end

    def to_h
      { enterprise: @enterprise, id: @id, customer: @customer, email: @email, user: @user,
        name: @name, access: @access, created_at: @created_at, version: @version }
    end

    FIELDS = { "enterprise" => [:text], "id" => [:uuid], "customer" => [:uuid],
               "email" => [:text], "user" => [:text], "name" => [:text],
               "access" => [:ContactAccess], "created_at" => [:instant],
               "version" => [:integer] }.freeze
  end

  # How far somebody may act for a customer (A16).
  module ContactAccess
    # He sees what the customer sees, and changes nothing.
    VIEW = :view
    # He does what the customer may do.
    FULL = :full
    ALL = [VIEW, FULL].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # Who acts for a customer beside himself; at most 50.
  class ContactList < Value
    # @return [Array<Contact>] The contacts, in the order in which they came.
    attr_reader :items

    def initialize(items:)
      super()
      @items = own(items)
      freeze
    end

    def read(json)
      @items = json["items"].map { |one| Contact.decode(one) }.freeze
      freeze
    end

    def to_h
      { items: @items }
    end

    FIELDS = { "items" => [[:Contact]] }.freeze
  end

  # A column of a file, and what it was taken for.
  class CsvColumn < Value
    # @return [String] What stands at its head.
    attr_reader :header
    # @return [String, nil] The field that it sets; none: it is left out.
    attr_reader :field

    def initialize(header:, field: nil)
      super()
      @header = own(header)
      @field = own(field)
      freeze
    end

    def read(json)
      @header = json["header"]
      @field = json["field"]
      freeze
    end

    def to_h
      { header: @header, field: @field }
    end

    FIELDS = { "header" => [:text], "field" => [:text] }.freeze
  end

  # What is wrong with one row.
  class CsvFault < Value
    # @return [Integer] The line in which the row begins; the first is 1.
    attr_reader :line
    # @return [String, nil] The field; none: the row as a whole.
    attr_reader :field
    # @return [String] What kind of fault: a code of errors.
    attr_reader :code
    # @return [String] What is wrong and what to do.
    attr_reader :message

    def initialize(line:, field: nil, code:, message:)
      super()
      @line = line
      @field = own(field)
      @code = own(code)
      @message = own(message)
      freeze
    end

    def read(json)
      @line = json["line"]
      @field = json["field"]
      @code = json["code"]
      @message = json["message"]
      freeze
    end

    def to_h
      { line: @line, field: @field, code: @code, message: @message }
    end

    FIELDS = { "line" => [:integer], "field" => [:text], "code" => [:text],
               "message" => [:text] }.freeze
  end

  # A person or company at one enterprise (A1–A3).
  class Customer < Value
    # @return [String] Whose customer.
    attr_reader :enterprise
    # @return [String] Our id.
    attr_reader :id
    # @return [String, nil] Where to write; some have none (R18).
    attr_reader :email
    # @return [Boolean] Whether the address finds this customer where several share it (A1).
    attr_reader :email_default
    # @return [String, nil] The hub's own code, unique at the enterprise ignoring case (A2).
    attr_reader :code
    # @return [String, nil] First name.
    attr_reader :first_name
    # @return [String, nil] Last name.
    attr_reader :last_name
    # @return [String, nil] Company or group.
    attr_reader :company
    # @return [String, nil] Telephone number, as written.
    attr_reader :phone
    # @return [Address, nil] Where bills go.
    attr_reader :billing_address
    # @return [Address, nil] Where goods go.
    attr_reader :shipping_address
    # @return [String, nil] The host's shipping method that new orders take.
    attr_reader :shipping_method
    # @return [String, nil] The host's payment method that new orders take.
    attr_reader :payment_method
    # @return [String, nil] A short tag of the round on which the goods go out, such as `NTH`.
    attr_reader :delivery_run
    # @return [Array<String>] Tags, in alphabetical order ignoring case and accents.
    attr_reader :tags
    # @return [Hash{String => String}] What the hub's own fields say of him, by their keys; all
    #   as texts: a number as `2.5`, a date as `2026-03-01` (A3).
    attr_reader :custom
    # @return [String, nil] The language of notices, as BCP 47 writes it (`en-GB`).
    attr_reader :language
    # @return [String, nil] Tax number.
    attr_reader :tax_number
    # @return [String, nil] Company number.
    attr_reader :company_number
    # @return [String, nil] The host's user behind the customer, if he signs in.
    attr_reader :user
    # @return [Symbol] Whether the hub may write to him beyond his own orders (A10).
    attr_reader :consent
    # @return [Time, nil] When that was said last.
    attr_reader :consent_at
    # @return [Author, nil] Who said so.
    attr_reader :consent_by
    # @return [Time, nil] Since when he is archived (A12); none: he is not.
    attr_reader :archived_at
    # @return [Time, nil] When he was erased: what is left is a pseudonym (R43).
    attr_reader :erased_at
    # @return [String, nil] Into whom he was merged: what was his is that one's, and this id
    #   leads there (A6).
    attr_reader :merged_into
    # @return [Array<Alias>] What those were known by who were merged into him; each finds him.
    attr_reader :aliases
    # @return [Time] When made.
    attr_reader :created_at
    # @return [Integer] Raised by every change.
    attr_reader :version

    def initialize(enterprise:, id:, email: nil, email_default:, code: nil, first_name: nil,
                   last_name: nil, company: nil, phone: nil, billing_address: nil,
                   shipping_address: nil, shipping_method: nil, payment_method: nil,
                   delivery_run: nil, tags:, custom:, language: nil, tax_number: nil,
                   company_number: nil, user: nil, consent:, consent_at: nil, consent_by: nil,
                   archived_at: nil, erased_at: nil, merged_into: nil, aliases:, created_at:,
                   version:)
      super()
      @enterprise = own(enterprise)
      @id = own(id)
      @email = own(email)
      @email_default = email_default
      @code = own(code)
      @first_name = own(first_name)
      @last_name = own(last_name)
      @company = own(company)
      @phone = own(phone)
      @billing_address = billing_address
      @shipping_address = shipping_address
      @shipping_method = own(shipping_method)
      @payment_method = own(payment_method)
      @delivery_run = own(delivery_run)
      @tags = own(tags)
      @custom = own(keyed(custom))
      @language = own(language)
      @tax_number = own(tax_number)
      @company_number = own(company_number)
      @user = own(user)
      @consent = consent
      @consent_at = consent_at
      @consent_by = consent_by
      @archived_at = archived_at
      @erased_at = erased_at
      @merged_into = own(merged_into)
      @aliases = own(aliases)
      @created_at = created_at
      @version = version
      freeze
    end

    def read(json)
      @enterprise = json["enterprise"]
      @id = json["id"]
      @email = json["email"]
      @email_default = json["email_default"]
      @code = json["code"]
      @first_name = json["first_name"]
      @last_name = json["last_name"]
      @company = json["company"]
      @phone = json["phone"]
      @billing_address = (one = json["billing_address"]) && Address.decode(one)
      @shipping_address = (one = json["shipping_address"]) && Address.decode(one)
      @shipping_method = json["shipping_method"]
      @payment_method = json["payment_method"]
      @delivery_run = json["delivery_run"]
      @tags = json["tags"]
      @custom = json["custom"]
      @language = json["language"]
      @tax_number = json["tax_number"]
      @company_number = json["company_number"]
      @user = json["user"]
      @consent = json["consent"].to_sym
      @consent_at = (one = json["consent_at"]) && Coder.time(one)
      @consent_by = (one = json["consent_by"]) && Author.decode(one)
      @archived_at = (one = json["archived_at"]) && Coder.time(one)
      @erased_at = (one = json["erased_at"]) && Coder.time(one)
      @merged_into = json["merged_into"]
      @aliases = json["aliases"].map { |one| Alias.decode(one) }.freeze
      @created_at = Coder.time(json["created_at"])
      @version = json["version"]
      freeze
    end

    def to_h
      { enterprise: @enterprise, id: @id, email: @email, email_default: @email_default,
        code: @code, first_name: @first_name, last_name: @last_name, company: @company,
        phone: @phone, billing_address: @billing_address, shipping_address: @shipping_address,
        shipping_method: @shipping_method, payment_method: @payment_method,
        delivery_run: @delivery_run, tags: @tags, custom: @custom, language: @language,
        tax_number: @tax_number, company_number: @company_number, user: @user, consent: @consent,
        consent_at: @consent_at, consent_by: @consent_by, archived_at: @archived_at,
        erased_at: @erased_at, merged_into: @merged_into, aliases: @aliases,
        created_at: @created_at, version: @version }
    end

    FIELDS = { "enterprise" => [:text], "id" => [:uuid], "email" => [:text],
               "email_default" => [:boolean], "code" => [:text], "first_name" => [:text],
               "last_name" => [:text], "company" => [:text], "phone" => [:text],
               "billing_address" => [:Address], "shipping_address" => [:Address],
               "shipping_method" => [:text], "payment_method" => [:text],
               "delivery_run" => [:text], "tags" => [[:text]], "custom" => [{ of: :text }],
               "language" => [:text], "tax_number" => [:text], "company_number" => [:text],
               "user" => [:text], "consent" => [:Consent], "consent_at" => [:instant],
               "consent_by" => [:Author], "archived_at" => [:instant],
               "erased_at" => [:instant], "merged_into" => [:uuid],
               "aliases" => [[:Alias]], "created_at" => [:instant], "version" => [:integer] }.freeze
  end

  # One customer in the feed, as he is now.
  class CustomerChange < Value
    # @return [Integer] The number of his latest change.
    attr_reader :number
    # @return [String] Which customer.
    attr_reader :customer
    # @return [Symbol] What became of him.
    attr_reader :event
    # @return [String, nil] Where to write; none where he has no address or is gone.
    attr_reader :email
    # @return [String, nil] The name to show; none where he is gone.
    attr_reader :name
    # @return [Array<String>] His tags, sorted.
    attr_reader :tags
    # @return [Symbol] Whether the hub may write to him beyond his own orders; `refused` where he
    #   is gone.
    attr_reader :consent

    def initialize(number:, customer:, event:, email: nil, name: nil, tags:, consent:)
      super()
      @number = number
      @customer = own(customer)
      @event = event
      @email = own(email)
      @name = own(name)
      @tags = own(tags)
      @consent = consent
      freeze
    end

    def read(json)
      @number = json["number"]
      @customer = json["customer"]
      @event = json["event"].to_sym
      @email = json["email"]
      @name = json["name"]
      @tags = json["tags"]
      @consent = json["consent"].to_sym
      freeze
    end

    def to_h
      { number: @number, customer: @customer, event: @event, email: @email, name: @name,
        tags: @tags, consent: @consent }
    end

    FIELDS = { "number" => [:integer], "customer" => [:uuid], "event" => [:CustomerEvent],
               "email" => [:text], "name" => [:text], "tags" => [[:text]],
               "consent" => [:Consent] }.freeze
  end

  # A stretch of the feed.
  class CustomerChanges < Value
    # @return [Array<CustomerChange>] The customers who came, changed or went, each once, in the
    #   order of their latest change.
    attr_reader :items
    # @return [Integer] Keep it once these are worked off, and give it as `since` the next time.
    attr_reader :next_since
    # @return [Boolean] Whether more follow already.
    attr_reader :more

    def initialize(items:, next_since:, more:)
      super()
      @items = own(items)
      @next_since = next_since
      @more = more
      freeze
    end

    def read(json)
      @items = json["items"].map { |one| CustomerChange.decode(one) }.freeze
      @next_since = json["next_since"]
      @more = json["more"]
      freeze
    end

    def to_h
      { items: @items, next_since: @next_since, more: @more }
    end

    FIELDS = { "items" => [[:CustomerChange]], "next_since" => [:integer],
               "more" => [:boolean] }.freeze
  end

  # A column of the customer list (A7).
  module CustomerColumn
    # Company, else full name, else e-mail address.
    NAME = :name
    # First name.
    FIRST_NAME = :first_name
    # Last name.
    LAST_NAME = :last_name
    # Company or group.
    COMPANY = :company
    # Where to write.
    EMAIL = :email
    # The hub's own code.
    CODE = :code
    # Telephone number.
    PHONE = :phone
    # Whose customer; within one enterprise, the name.
    ENTERPRISE = :enterprise
    # Tags.
    TAGS = :tags
    # The delivery run.
    DELIVERY_RUN = :delivery_run
    # The balance: below zero the customer owes.
    BALANCE = :balance
    # When the last order was placed.
    LAST_ORDER_AT = :last_order_at
    # How many orders are placed or fulfilled.
    ORDERS = :orders
    # How many standing orders have not ended.
    STANDING_ORDERS = :standing_orders
    # When the customer was made.
    CREATED_AT = :created_at
    ALL = [NAME, FIRST_NAME, LAST_NAME, COMPANY, EMAIL, CODE, PHONE, ENTERPRISE, TAGS,
                   DELIVERY_RUN, BALANCE, LAST_ORDER_AT, ORDERS, STANDING_ORDERS, CREATED_AT].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # What became of a customer since the reader read last.
  module CustomerEvent
    # He came, or came back.
    ADDED = :added
    # Something of him changed.
    CHANGED = :changed
    # He is gone: removed, erased or archived.
    GONE = :gone
    ALL = [ADDED, CHANGED, GONE].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # A field that a hub has defined for its customers.
  class CustomerField < Value
    # @return [String] Whose.
    attr_reader :enterprise
    # @return [String] Its key in a customer's `custom`.
    attr_reader :field
    # @return [String] What pages and sheets call it.
    attr_reader :label
    # @return [Symbol] What it holds.
    attr_reader :kind
    # @return [Array<String>] Of a choice: what can be chosen.
    attr_reader :choices
    # @return [Integer] Where it stands among the others.
    attr_reader :position
    # @return [Integer] Raised by every change.
    attr_reader :version

    def initialize(enterprise:, field:, label:, kind:, choices:, position:, version:)
      super()
      @enterprise = own(enterprise)
      @field = own(field)
      @label = own(label)
      @kind = kind
      @choices = own(choices)
      @position = position
      @version = version
      freeze
    end

    def read(json)
      @enterprise = json["enterprise"]
      @field = json["field"]
      @label = json["label"]
      @kind = json["kind"].to_sym
      @choices = json["choices"]
      @position = json["position"]
      @version = json["version"]
      freeze
    end

    def to_h
      { enterprise: @enterprise, field: @field, label: @label, kind: @kind, choices: @choices,
        position: @position, version: @version }
    end

    FIELDS = { "enterprise" => [:text], "field" => [:text], "label" => [:text],
               "kind" => [:FieldKind], "choices" => [[:text]], "position" => [:integer],
               "version" => [:integer] }.freeze
  end

  # The fields that an enterprise has defined, in the order of their positions.
  class CustomerFieldList < Value
    # @return [Array<CustomerField>] All of them, at most 100.
    attr_reader :items

    def initialize(items:)
      super()
      @items = own(items)
      freeze
    end

    def read(json)
      @items = json["items"].map { |one| CustomerField.decode(one) }.freeze
      freeze
    end

    def to_h
      { items: @items }
    end

    FIELDS = { "items" => [[:CustomerField]] }.freeze
  end

  # What went with a field.
  class CustomerFieldRemoved < Value
    # @return [String] Its key.
    attr_reader :field
    # @return [Integer] How many customers lost a value.
    attr_reader :customers

    def initialize(field:, customers:)
      super()
      @field = own(field)
      @customers = customers
      freeze
    end

    def read(json)
      @field = json["field"]
      @customers = json["customers"]
      freeze
    end

    def to_h
      { field: @field, customers: @customers }
    end

    FIELDS = { "field" => [:text], "customers" => [:integer] }.freeze
  end

  # What can be said of a customer. On creating, what is left out is empty; on updating, it stays.
  class CustomerFields < Value
    # @return [String, nil] Where to write.
    attr_reader :email
    # @return [String, nil] The hub's own code; blank means none (A2).
    attr_reader :code
    # @return [String, nil] First name.
    attr_reader :first_name
    # @return [String, nil] Last name.
    attr_reader :last_name
    # @return [String, nil] Company or group.
    attr_reader :company
    # @return [String, nil] Telephone number.
    attr_reader :phone
    # @return [Address, nil] Where bills go.
    attr_reader :billing_address
    # @return [Address, nil] Where goods go.
    attr_reader :shipping_address
    # @return [String, nil] The host's shipping method for new orders.
    attr_reader :shipping_method
    # @return [String, nil] The host's payment method for new orders.
    attr_reader :payment_method
    # @return [String, nil] The delivery run, such as `NTH`.
    attr_reader :delivery_run
    # @return [Array<String>, nil] Tags: the whole list. A tag that the hub has already keeps its
    #   spelling, whatever the case and accents here.
    attr_reader :tags
    # @return [Hash{String => String, nil}, nil] What the hub's own fields say: the named ones
    #   change, null or blank clears, the others stay. All as texts: a number as `2.5`, a date as
    #   `2026-03-01` (A3).
    attr_reader :custom
    # @return [String, nil] The language of notices (BCP 47).
    attr_reader :language
    # @return [String, nil] Tax number.
    attr_reader :tax_number
    # @return [String, nil] Company number.
    attr_reader :company_number
    # @return [String, nil] The host's user behind the customer.
    attr_reader :user

    def initialize(email: KEEP, code: KEEP, first_name: KEEP, last_name: KEEP, company: KEEP,
                   phone: KEEP, billing_address: KEEP, shipping_address: KEEP,
                   shipping_method: KEEP, payment_method: KEEP, delivery_run: KEEP, tags: KEEP,
                   custom: KEEP, language: KEEP, tax_number: KEEP, company_number: KEEP,
                   user: KEEP)
      super()
      @email = own(email)
      @code = own(code)
      @first_name = own(first_name)
      @last_name = own(last_name)
      @company = own(company)
      @phone = own(phone)
      @billing_address = billing_address
      @shipping_address = shipping_address
      @shipping_method = own(shipping_method)
      @payment_method = own(payment_method)
      @delivery_run = own(delivery_run)
      @tags = own(tags)
      @custom = own(keyed(custom))
      @language = own(language)
      @tax_number = own(tax_number)
      @company_number = own(company_number)
      @user = own(user)
      freeze
    end

    def read(json)
      @email = json.fetch("email", KEEP)
      @code = json.fetch("code", KEEP)
      @first_name = json.fetch("first_name", KEEP)
      @last_name = json.fetch("last_name", KEEP)
      @company = json.fetch("company", KEEP)
      @phone = json.fetch("phone", KEEP)
      @billing_address = Coder.patch(json, "billing_address") { |one| Address.decode(one) }
      @shipping_address = Coder.patch(json, "shipping_address") { |one| Address.decode(one) }
      @shipping_method = json.fetch("shipping_method", KEEP)
      @payment_method = json.fetch("payment_method", KEEP)
      @delivery_run = json.fetch("delivery_run", KEEP)
      @tags = json.fetch("tags", KEEP)
      @custom = json.fetch("custom", KEEP)
      @language = json.fetch("language", KEEP)
      @tax_number = json.fetch("tax_number", KEEP)
      @company_number = json.fetch("company_number", KEEP)
      @user = json.fetch("user", KEEP)
      freeze
    end

    def to_h
      { email: @email, code: @code, first_name: @first_name, last_name: @last_name,
        company: @company, phone: @phone, billing_address: @billing_address,
        shipping_address: @shipping_address, shipping_method: @shipping_method,
        payment_method: @payment_method, delivery_run: @delivery_run, tags: @tags,
        custom: @custom, language: @language, tax_number: @tax_number,
        company_number: @company_number, user: @user }
    end

    FIELDS = { "email" => [:text], "code" => [:text], "first_name" => [:text],
               "last_name" => [:text], "company" => [:text], "phone" => [:text],
               "billing_address" => [:Address], "shipping_address" => [:Address],
               "shipping_method" => [:text], "payment_method" => [:text],
               "delivery_run" => [:text], "tags" => [[:text]], "custom" => [{ of: :text }],
               "language" => [:text], "tax_number" => [:text], "company_number" => [:text],
               "user" => [:text] }.freeze
  end

  # Which customers are meant (A7). What is left out does not matter; all that is given must hold.
  class CustomerFilter < Value
    # @return [Array<String>, nil] These, archived or not; at most 4,000. An empty list means
    #   nobody.
    attr_reader :customers
    # @return [String, nil] Beginnings of words of name, company, e-mail address, code, telephone
    #   number or the hub's own fields, in any order, without regard to case and accents; at most
    #   8.
    attr_reader :search
    # @return [String, nil] With this e-mail address, or merged with one who had it.
    attr_reader :email
    # @return [String, nil] With this code, or merged with one who had it.
    attr_reader :code
    # @return [Array<String>] With one of these tags.
    attr_reader :tags
    # @return [Array<String>] On one of these delivery runs.
    attr_reader :delivery_runs
    # @return [Symbol, nil] Whose balance stands so.
    attr_reader :balance
    # @return [Time, nil] Whose last order was placed then or later.
    attr_reader :last_order_from
    # @return [Time, nil] Whose last order was placed before then; who never ordered is not
    #   meant.
    attr_reader :last_order_before
    # @return [Boolean, nil] With a standing order that has not ended, or without.
    attr_reader :standing_order
    # @return [Symbol, nil] Whether archived ones are meant; usually they are not (A12).
    attr_reader :archived

    def initialize(customers: nil, search: nil, email: nil, code: nil, tags: [],
                   delivery_runs: [], balance: nil, last_order_from: nil, last_order_before: nil,
                   standing_order: nil, archived: nil)
      super()
      @customers = own(customers)
      @search = own(search)
      @email = own(email)
      @code = own(code)
      @tags = own(tags)
      @delivery_runs = own(delivery_runs)
      @balance = balance
      @last_order_from = last_order_from
      @last_order_before = last_order_before
      @standing_order = standing_order
      @archived = archived
      freeze
    end

    def read(json)
      @customers = json["customers"]
      @search = json["search"]
      @email = json["email"]
      @code = json["code"]
      @tags = json.fetch("tags", [].freeze)
      @delivery_runs = json.fetch("delivery_runs", [].freeze)
      @balance = json["balance"]&.to_sym
      @last_order_from = (one = json["last_order_from"]) && Coder.time(one)
      @last_order_before = (one = json["last_order_before"]) && Coder.time(one)
      @standing_order = json["standing_order"]
      @archived = json["archived"]&.to_sym
      freeze
    end

    def to_h
      { customers: @customers, search: @search, email: @email, code: @code, tags: @tags,
        delivery_runs: @delivery_runs, balance: @balance, last_order_from: @last_order_from,
        last_order_before: @last_order_before, standing_order: @standing_order,
        archived: @archived }
    end

    FIELDS = { "customers" => [[:uuid]], "search" => [:text], "email" => [:text],
               "code" => [:text], "tags" => [[:text]], "delivery_runs" => [[:text]],
               "balance" => [:BalanceIs], "last_order_from" => [:instant],
               "last_order_before" => [:instant], "standing_order" => [:boolean],
               "archived" => [:ArchivedCustomers] }.freeze
  end

  # What customers may do with their own standing orders and pending orders (D13).
  class CustomerMay < Value
    # @return [Boolean] Set up a standing order.
    attr_reader :create
    # @return [Boolean] Change its lines, and edit orders until their limit.
    attr_reader :edit
    # @return [Boolean] Skip cycles.
    attr_reader :skip
    # @return [Boolean] Pause and resume.
    attr_reader :pause
    # @return [Boolean] End it, and cancel pending orders.
    attr_reader :cancel

    def initialize(create: true, edit: true, skip: true, pause: true, cancel: true)
      super()
      @create = create
      @edit = edit
      @skip = skip
      @pause = pause
      @cancel = cancel
      freeze
    end

    def read(json)
      @create = json.fetch("create", true)
      @edit = json.fetch("edit", true)
      @skip = json.fetch("skip", true)
      @pause = json.fetch("pause", true)
      @cancel = json.fetch("cancel", true)
      freeze
    end

    def to_h
      { create: @create, edit: @edit, skip: @skip, pause: @pause, cancel: @cancel }
    end

    FIELDS = { "create" => [:boolean], "edit" => [:boolean], "skip" => [:boolean],
               "pause" => [:boolean], "cancel" => [:boolean] }.freeze
  end

  # What staff note about a customer; he never sees it (A4).
  class CustomerNote < Value
    # @return [String] Whose.
    attr_reader :enterprise
    # @return [String] Our id, ascending in time.
    attr_reader :id
    # @return [String] About which customer.
    attr_reader :customer
    # @return [String] What it says.
    attr_reader :text
    # @return [Author] Who wrote it.
    attr_reader :by
    # @return [Time] When.
    attr_reader :at
    # @return [Author, nil] Who edited it last.
    attr_reader :edited_by
    # @return [Time, nil] When it was edited last.
    attr_reader :edited_at
    # @return [Integer] Raised by every edit.
    attr_reader :version

    def initialize(enterprise:, id:, customer:, text:, by:, at:, edited_by: nil, edited_at: nil,
                   version:)
      super()
      @enterprise = own(enterprise)
      @id = own(id)
      @customer = own(customer)
      @text = own(text)
      @by = by
      @at = at
      @edited_by = edited_by
      @edited_at = edited_at
      @version = version
      freeze
    end

    def read(json)
      @enterprise = json["enterprise"]
      @id = json["id"]
      @customer = json["customer"]
      @text = json["text"]
      @by = Author.decode(json["by"])
      @at = Coder.time(json["at"])
      @edited_by = (one = json["edited_by"]) && Author.decode(one)
      @edited_at = (one = json["edited_at"]) && Coder.time(one)
      @version = json["version"]
      freeze
    end

    def to_h
      { enterprise: @enterprise, id: @id, customer: @customer, text: @text, by: @by, at: @at,
        edited_by: @edited_by, edited_at: @edited_at, version: @version }
    end

    FIELDS = { "enterprise" => [:text], "id" => [:uuid], "customer" => [:uuid],
               "text" => [:text], "by" => [:Author], "at" => [:instant],
               "edited_by" => [:Author], "edited_at" => [:instant], "version" => [:integer] }.freeze
  end

  # Notes about a customer, the newest first.
  class CustomerNotePage < Value
    # @return [Array<CustomerNote>] The rows, in the list's order.
    attr_reader :items
    # @return [String, nil] Give it as `after` for the rows that follow; none: there are no more.
    attr_reader :next_page

    def initialize(items:, next_page: nil)
      super()
      @items = own(items)
      @next_page = own(next_page)
      freeze
    end

    def read(json)
      @items = json["items"].map { |one| CustomerNote.decode(one) }.freeze
      @next_page = json["next_page"]
      freeze
    end

    def to_h
      { items: @items, next_page: @next_page }
    end

    FIELDS = { "items" => [[:CustomerNote]], "next_page" => [:text] }.freeze
  end

  # A page of the customer list.
  class CustomerPage < Value
    # @return [Array<CustomerRow>] The rows, in the list's order. A page of a filtered list may
    #   be short, or empty, though more follow: `next_page` says.
    attr_reader :items
    # @return [String, nil] Give it as `after` for the rows that follow; none: there are no more.
    attr_reader :next_page
    # @return [String, nil] Give it as `before` for the rows before; none: these are the first.
    attr_reader :previous_page
    # @return [CustomerTotal, nil] How many there are in all, where that was asked for.
    attr_reader :total

    def initialize(items:, next_page: nil, previous_page: nil, total: nil)
      super()
      @items = own(items)
      @next_page = own(next_page)
      @previous_page = own(previous_page)
      @total = total
      freeze
    end

    def read(json)
      @items = json["items"].map { |one| CustomerRow.decode(one) }.freeze
      @next_page = json["next_page"]
      @previous_page = json["previous_page"]
      @total = (one = json["total"]) && CustomerTotal.decode(one)
      freeze
    end

    def to_h
      { items: @items, next_page: @next_page, previous_page: @previous_page, total: @total }
    end

    FIELDS = { "items" => [[:CustomerRow]], "next_page" => [:text],
               "previous_page" => [:text], "total" => [:CustomerTotal] }.freeze
  end

  # What became of a customer who was removed.
  class CustomerRemoved < Value
    # @return [String] Which.
    attr_reader :customer
    # @return [Boolean] Whether he stays in the books under a pseudonym; otherwise nothing is
    #   there any more.
    attr_reader :in_books

    def initialize(customer:, in_books:)
      super()
      @customer = own(customer)
      @in_books = in_books
      freeze
    end

    def read(json)
      @customer = json["customer"]
      @in_books = json["in_books"]
      freeze
    end

    def to_h
      { customer: @customer, in_books: @in_books }
    end

    FIELDS = { "customer" => [:uuid], "in_books" => [:boolean] }.freeze
  end

  # A row of the customer list. What was not asked for is left out, and null like what is empty.
  class CustomerRow < Value
    # @return [String] Whose customer.
    attr_reader :enterprise
    # @return [String] Our id.
    attr_reader :customer
    # @return [String, nil] Company, else full name, else e-mail address.
    attr_reader :name
    # @return [String, nil] First name.
    attr_reader :first_name
    # @return [String, nil] Last name.
    attr_reader :last_name
    # @return [String, nil] Company or group.
    attr_reader :company
    # @return [String, nil] Where to write.
    attr_reader :email
    # @return [String, nil] The hub's own code.
    attr_reader :code
    # @return [String, nil] Telephone number.
    attr_reader :phone
    # @return [Array<String>, nil] Tags, sorted.
    attr_reader :tags
    # @return [String, nil] The delivery run.
    attr_reader :delivery_run
    # @return [Money, nil] The balance: below zero the customer owes.
    attr_reader :balance
    # @return [Time, nil] When the last order was placed.
    attr_reader :last_order_at
    # @return [Integer, nil] How many orders are placed or fulfilled.
    attr_reader :orders
    # @return [Integer, nil] How many standing orders have not ended.
    attr_reader :standing_orders
    # @return [Time, nil] When the customer was made.
    attr_reader :created_at
    # @return [Hash{String => String}, nil] What the hub's own fields say that were asked for.
    attr_reader :custom

    def initialize(enterprise:, customer:, name: nil, first_name: nil, last_name: nil,
                   company: nil, email: nil, code: nil, phone: nil, tags: nil, delivery_run: nil,
                   balance: nil, last_order_at: nil, orders: nil, standing_orders: nil,
                   created_at: nil, custom: nil)
      super()
      @enterprise = own(enterprise)
      @customer = own(customer)
      @name = own(name)
      @first_name = own(first_name)
      @last_name = own(last_name)
      @company = own(company)
      @email = own(email)
      @code = own(code)
      @phone = own(phone)
      @tags = own(tags)
      @delivery_run = own(delivery_run)
      @balance = balance
      @last_order_at = last_order_at
      @orders = orders
      @standing_orders = standing_orders
      @created_at = created_at
      @custom = own(keyed(custom))
      freeze
    end

    def read(json)
      @enterprise = json["enterprise"]
      @customer = json["customer"]
      @name = json["name"]
      @first_name = json["first_name"]
      @last_name = json["last_name"]
      @company = json["company"]
      @email = json["email"]
      @code = json["code"]
      @phone = json["phone"]
      @tags = json["tags"]
      @delivery_run = json["delivery_run"]
      @balance = (one = json["balance"]) && Money.decode(one)
      @last_order_at = (one = json["last_order_at"]) && Coder.time(one)
      @orders = json["orders"]
      @standing_orders = json["standing_orders"]
      @created_at = (one = json["created_at"]) && Coder.time(one)
      @custom = json["custom"]
      freeze
    end

    def to_h
      { enterprise: @enterprise, customer: @customer, name: @name, first_name: @first_name,
        last_name: @last_name, company: @company, email: @email, code: @code, phone: @phone,
        tags: @tags, delivery_run: @delivery_run, balance: @balance,
        last_order_at: @last_order_at, orders: @orders, standing_orders: @standing_orders,
        created_at: @created_at, custom: @custom }
    end

    FIELDS = { "enterprise" => [:text], "customer" => [:uuid], "name" => [:text],
               "first_name" => [:text], "last_name" => [:text], "company" => [:text],
               "email" => [:text], "code" => [:text], "phone" => [:text],
               "tags" => [[:text]], "delivery_run" => [:text], "balance" => [:Money],
               "last_order_at" => [:instant], "orders" => [:integer],
               "standing_orders" => [:integer], "created_at" => [:instant],
               "custom" => [{ of: :text }] }.freeze
  end

  # A customer parted in two.
  class CustomerSplit < Value
    # @return [Customer] The customer as he is now.
    attr_reader :customer
    # @return [Customer] The new one.
    attr_reader :created

    def initialize(customer:, created:)
      super()
      @customer = customer
      @created = created
      freeze
    end

    def read(json)
      @customer = Customer.decode(json["customer"])
      @created = Customer.decode(json["created"])
      freeze
    end

    def to_h
      { customer: @customer, created: @created }
    end

    FIELDS = { "customer" => [:Customer], "created" => [:Customer] }.freeze
  end

  # How many customers are meant in all.
  class CustomerTotal < Value
    # @return [Integer] So many.
    attr_reader :count
    # @return [Boolean] Whether there are more: beyond 10,000, or beyond what one call looks at,
    #   nobody counts.
    attr_reader :or_more

    def initialize(count:, or_more:)
      super()
      @count = count
      @or_more = or_more
      freeze
    end

    def read(json)
      @count = json["count"]
      @or_more = json["or_more"]
      freeze
    end

    def to_h
      { count: @count, or_more: @or_more }
    end

    FIELDS = { "count" => [:integer], "or_more" => [:boolean] }.freeze
  end

  # What came of a change of many customers.
  class CustomersChanged < Value
    # @return [Integer] Customers who were changed.
    attr_reader :changed
    # @return [Integer] Customers who were so already.
    attr_reader :unchanged
    # @return [Array<RefusedCustomer>] Customers who were left as they are.
    attr_reader :refused

    def initialize(changed:, unchanged:, refused:)
      super()
      @changed = changed
      @unchanged = unchanged
      @refused = own(refused)
      freeze
    end

    def read(json)
      @changed = json["changed"]
      @unchanged = json["unchanged"]
      @refused = json["refused"].map { |one| RefusedCustomer.decode(one) }.freeze
      freeze
    end

    def to_h
      { changed: @changed, unchanged: @unchanged, refused: @refused }
    end

    FIELDS = { "changed" => [:integer], "unchanged" => [:integer],
               "refused" => [[:RefusedCustomer]] }.freeze
  end

  # A piece of a CSV file.
  class CustomersCsv < Value
    # @return [String] The piece: the first begins with the header.
    attr_reader :csv
    # @return [Integer] How many customers are in it.
    attr_reader :rows
    # @return [String, nil] Give it as `after` for the piece that follows; none: this is the
    #   last.
    attr_reader :next_page

    def initialize(csv:, rows:, next_page: nil)
      super()
      @csv = own(csv)
      @rows = rows
      @next_page = own(next_page)
      freeze
    end

    def read(json)
      @csv = json["csv"]
      @rows = json["rows"]
      @next_page = json["next_page"]
      freeze
    end

    def to_h
      { csv: @csv, rows: @rows, next_page: @next_page }
    end

    FIELDS = { "csv" => [:text], "rows" => [:integer], "next_page" => [:text] }.freeze
  end

  # What came of a file.
  class CustomersImported < Value
    # @return [Integer] Rows that were read, the header not among them.
    attr_reader :rows
    # @return [Integer] Customers made.
    attr_reader :created
    # @return [Integer] Customers changed.
    attr_reader :updated
    # @return [Integer] Customers who are what their rows say already.
    attr_reader :unchanged
    # @return [Integer] Rows that were left out as bad.
    attr_reader :refused
    # @return [Array<CsvFault>] What is wrong with those, in the order of their lines.
    attr_reader :faults
    # @return [Array<CsvColumn>] What each column was taken for.
    attr_reader :columns
    # @return [Integer, nil] Where to go on; none: the file is through.
    attr_reader :next_line

    def initialize(rows:, created:, updated:, unchanged:, refused:, faults:, columns:,
                   next_line: nil)
      super()
      @rows = rows
      @created = created
      @updated = updated
      @unchanged = unchanged
      @refused = refused
      @faults = own(faults)
      @columns = own(columns)
      @next_line = next_line
      freeze
    end

    def read(json)
      @rows = json["rows"]
      @created = json["created"]
      @updated = json["updated"]
      @unchanged = json["unchanged"]
      @refused = json["refused"]
      @faults = json["faults"].map { |one| CsvFault.decode(one) }.freeze
      @columns = json["columns"].map { |one| CsvColumn.decode(one) }.freeze
      @next_line = json["next_line"]
      freeze
    end

    def to_h
      { rows: @rows, created: @created, updated: @updated, unchanged: @unchanged,
        refused: @refused, faults: @faults, columns: @columns, next_line: @next_line }
    end

    FIELDS = { "rows" => [:integer], "created" => [:integer], "updated" => [:integer],
               "unchanged" => [:integer], "refused" => [:integer],
               "faults" => [[:CsvFault]], "columns" => [[:CsvColumn]],
               "next_line" => [:integer] }.freeze
  end

  # Two customers who are one now.
  class CustomersMerged < Value
    # @return [Customer] Who stays, with what he gained.
    attr_reader :customer
    # @return [Customer] What is left of the other: his id leads to the one who stays.
    attr_reader :merged
    # @return [Integer] How many orders moved.
    attr_reader :orders
    # @return [Integer] How many standing orders moved.
    attr_reader :standing_orders
    # @return [Integer] How many entries were taken back here and entered there.
    attr_reader :postings

    def initialize(customer:, merged:, orders:, standing_orders:, postings:)
      super()
      @customer = customer
      @merged = merged
      @orders = orders
      @standing_orders = standing_orders
      @postings = postings
      freeze
    end

    def read(json)
      @customer = Customer.decode(json["customer"])
      @merged = Customer.decode(json["merged"])
      @orders = json["orders"]
      @standing_orders = json["standing_orders"]
      @postings = json["postings"]
      freeze
    end

    def to_h
      { customer: @customer, merged: @merged, orders: @orders, standing_orders: @standing_orders,
        postings: @postings }
    end

    FIELDS = { "customer" => [:Customer], "merged" => [:Customer], "orders" => [:integer],
               "standing_orders" => [:integer], "postings" => [:integer] }.freeze
  end

  # A window `[opens_at, closes_at)` in which customers order (R1).
  class Cycle < Value
    # @return [String] Who coordinates it, sells and owns its orders (R15).
    attr_reader :enterprise
    # @return [String] Our id.
    attr_reader :id
    # @return [String] What customers see.
    attr_reader :name
    # @return [String] The zone of its dates (R2).
    attr_reader :zone
    # @return [Time] The first instant at which customers may order.
    attr_reader :opens_at
    # @return [Time] The first instant at which they may not any more.
    attr_reader :closes_at
    # @return [LocalTime] The opening on the wall clock, as planned.
    attr_reader :opens_local
    # @return [LocalTime] The close on the wall clock, as planned.
    attr_reader :closes_local
    # @return [Symbol] Where it stands.
    attr_reader :state
    # @return [Boolean] Whether it opened after its time (E5).
    attr_reader :opened_late
    # @return [Symbol, nil] What was done about it when it had opened and closed while nothing
    #   ticked (R25).
    attr_reader :missed
    # @return [Array<Exchange>] Who distributes, when it is collected, and what that costs.
    attr_reader :outgoing
    # @return [Array<Supply>] Who supplies.
    attr_reader :incoming
    # @return [Integer] Raised by every change.
    attr_reader :version

    def initialize(enterprise:, id:, name:, zone:, opens_at:, closes_at:, opens_local:,
                   closes_local:, state:, opened_late:, missed: nil, outgoing:, incoming:,
                   version:)
      super()
      @enterprise = own(enterprise)
      @id = own(id)
      @name = own(name)
      @zone = own(zone)
      @opens_at = opens_at
      @closes_at = closes_at
      @opens_local = opens_local
      @closes_local = closes_local
      @state = state
      @opened_late = opened_late
      @missed = missed
      @outgoing = own(outgoing)
      @incoming = own(incoming)
      @version = version
      freeze
    end

    def read(json)
      @enterprise = json["enterprise"]
      @id = json["id"]
      @name = json["name"]
      @zone = json["zone"]
      @opens_at = Coder.time(json["opens_at"])
      @closes_at = Coder.time(json["closes_at"])
      @opens_local = LocalTime.parse(json["opens_local"])
      @closes_local = LocalTime.parse(json["closes_local"])
      @state = json["state"].to_sym
      @opened_late = json["opened_late"]
      @missed = json["missed"]&.to_sym
      @outgoing = json["outgoing"].map { |one| Exchange.decode(one) }.freeze
      @incoming = json["incoming"].map { |one| Supply.decode(one) }.freeze
      @version = json["version"]
      freeze
    end

    def to_h
      { enterprise: @enterprise, id: @id, name: @name, zone: @zone, opens_at: @opens_at,
        closes_at: @closes_at, opens_local: @opens_local, closes_local: @closes_local,
        state: @state, opened_late: @opened_late, missed: @missed, outgoing: @outgoing,
        incoming: @incoming, version: @version }
    end

    FIELDS = { "enterprise" => [:text], "id" => [:uuid], "name" => [:text],
               "zone" => [:text], "opens_at" => [:instant], "closes_at" => [:instant],
               "opens_local" => [:local], "closes_local" => [:local],
               "state" => [:CycleState], "opened_late" => [:boolean],
               "missed" => [:MissedCycle], "outgoing" => [[:Exchange]],
               "incoming" => [[:Supply]], "version" => [:integer] }.freeze
  end

  # A cycle by name and dates: every answer that names a cycle gives all three (R3).
  class CycleDates < Value
    # @return [String] Which cycle.
    attr_reader :cycle
    # @return [String] What customers see.
    attr_reader :name
    # @return [Integer, nil] Its number in the series that the answer is about; none outside a
    #   series, or where it has none there (R6).
    attr_reader :number
    # @return [Date] The local date on which it opens.
    attr_reader :opens_on
    # @return [Date] The local date on which it closes (R4: the literal date, also at midnight).
    attr_reader :closes_on
    # @return [Date, nil] The local date on which collection begins; none where nothing is
    #   collected.
    attr_reader :collected_on

    def initialize(cycle:, name:, number: nil, opens_on:, closes_on:, collected_on: nil)
      super()
      @cycle = own(cycle)
      @name = own(name)
      @number = number
      @opens_on = opens_on
      @closes_on = closes_on
      @collected_on = collected_on
      freeze
    end

    def read(json)
      @cycle = json["cycle"]
      @name = json["name"]
      @number = json["number"]
      @opens_on = Date.iso8601(json["opens_on"]).freeze
      @closes_on = Date.iso8601(json["closes_on"]).freeze
      @collected_on = (one = json["collected_on"]) && Date.iso8601(one).freeze
      freeze
    end

    def to_h
      { cycle: @cycle, name: @name, number: @number, opens_on: @opens_on, closes_on: @closes_on,
        collected_on: @collected_on }
    end

    FIELDS = { "cycle" => [:uuid], "name" => [:text], "number" => [:integer],
               "opens_on" => [:date], "closes_on" => [:date], "collected_on" => [:date] }.freeze
  end

  # Which date of a cycle counts in every test by date (R3).
  module CycleDay
    # The day on which it closes.
    CLOSE = :close
    # The first day of collection.
    COLLECTION = :collection
    ALL = [CLOSE, COLLECTION].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # A cycle of a list.
  class CycleEntry < Value
    # @return [Cycle] The cycle.
    attr_reader :cycle
    # @return [CycleDates] Its dates.
    attr_reader :dates

    def initialize(cycle:, dates:)
      super()
      @cycle = cycle
      @dates = dates
      freeze
    end

    def read(json)
      @cycle = Cycle.decode(json["cycle"])
      @dates = CycleDates.decode(json["dates"])
      freeze
    end

    def to_h
      { cycle: @cycle, dates: @dates }
    end

    FIELDS = { "cycle" => [:Cycle], "dates" => [:CycleDates] }.freeze
  end

  # What the hub should know about one planned cycle.
  class CycleNote < Value
    # @return [Integer, nil] Its number in the series.
    attr_reader :number
    # @return [LocalTime] The slot of the rule.
    attr_reader :nominal
    # @return [PlanNote] What there is to know.
    attr_reader :note

    def initialize(number: nil, nominal:, note:)
      super()
      @number = number
      @nominal = nominal
      @note = note
      freeze
    end

    def read(json)
      @number = json["number"]
      @nominal = LocalTime.parse(json["nominal"])
      @note = PlanNote.decode(json["note"])
      freeze
    end

    def to_h
      { number: @number, nominal: @nominal, note: @note }
    end

    FIELDS = { "number" => [:integer], "nominal" => [:local], "note" => [:PlanNote] }.freeze
  end

  # Cycles, by opening.
  class CyclePage < Value
    # @return [Array<CycleEntry>] The rows, in the list's order.
    attr_reader :items
    # @return [String, nil] Give it as `after` for the rows that follow; none: there are no more.
    attr_reader :next_page

    def initialize(items:, next_page: nil)
      super()
      @items = own(items)
      @next_page = own(next_page)
      freeze
    end

    def read(json)
      @items = json["items"].map { |one| CycleEntry.decode(one) }.freeze
      @next_page = json["next_page"]
      freeze
    end

    def to_h
      { items: @items, next_page: @next_page }
    end

    FIELDS = { "items" => [[:CycleEntry]], "next_page" => [:text] }.freeze
  end

  # The cycles to be made, and where to go on.
  class CyclePlan < Value
    # @return [Array<PlannedCycle>] The cycles, by opening.
    attr_reader :cycles
    # @return [Array<PassedSlot>] Slots that were passed over.
    attr_reader :passed
    # @return [Mark] Where the next plan goes on.
    attr_reader :mark
    # @return [Symbol, nil] Why there are fewer cycles than wanted, if so.
    attr_reader :stop
    # @return [Boolean] Whether no slot is left after these.
    attr_reader :exhausted

    def initialize(cycles:, passed:, mark:, stop: nil, exhausted:)
      super()
      @cycles = own(cycles)
      @passed = own(passed)
      @mark = mark
      @stop = stop
      @exhausted = exhausted
      freeze
    end

    def read(json)
      @cycles = json["cycles"].map { |one| PlannedCycle.decode(one) }.freeze
      @passed = json["passed"].map { |one| PassedSlot.decode(one) }.freeze
      @mark = Mark.decode(json["mark"])
      @stop = json["stop"]&.to_sym
      @exhausted = json["exhausted"]
      freeze
    end

    def to_h
      { cycles: @cycles, passed: @passed, mark: @mark, stop: @stop, exhausted: @exhausted }
    end

    FIELDS = { "cycles" => [[:PlannedCycle]], "passed" => [[:PassedSlot]],
               "mark" => [:Mark], "stop" => [:Stop], "exhausted" => [:boolean] }.freeze
  end

  # Where a cycle stands. The tick moves it on.
  module CycleState
    # It has not opened.
    UPCOMING = :upcoming
    # Its standing orders are being turned into orders; the shop waits a moment.
    OPENING = :opening
    # Customers order.
    OPEN = :open
    # Its pending orders are being placed.
    CLOSING = :closing
    # It is over.
    CLOSED = :closed
    # It will not take place.
    CANCELLED = :cancelled
    ALL = [UPCOMING, OPENING, OPEN, CLOSING, CLOSED, CANCELLED].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # A cycle with what is offered in it.
  class CycleWithOffers < Value
    # @return [Cycle] The cycle.
    attr_reader :cycle
    # @return [CycleDates] Its dates.
    attr_reader :dates
    # @return [Array<Offer>] What is offered, by distributor and variant.
    attr_reader :offers
    # @return [Array<SeriesCycle>] The series to which it belongs, with its number in each.
    attr_reader :series

    def initialize(cycle:, dates:, offers:, series:)
      super()
      @cycle = cycle
      @dates = dates
      @offers = own(offers)
      @series = own(series)
      freeze
    end

    def read(json)
      @cycle = Cycle.decode(json["cycle"])
      @dates = CycleDates.decode(json["dates"])
      @offers = json["offers"].map { |one| Offer.decode(one) }.freeze
      @series = json["series"].map { |one| SeriesCycle.decode(one) }.freeze
      freeze
    end

    def to_h
      { cycle: @cycle, dates: @dates, offers: @offers, series: @series }
    end

    FIELDS = { "cycle" => [:Cycle], "dates" => [:CycleDates], "offers" => [[:Offer]],
               "series" => [[:SeriesCycle]] }.freeze
  end

  # When one distributor hands out the orders of a cycle.
  class DistributorCollection < Value
    # @return [String] Who distributes.
    attr_reader :distributor
    # @return [CollectionRule] When, reckoned from the close.
    attr_reader :rule

    def initialize(distributor:, rule:)
      super()
      @distributor = own(distributor)
      @rule = rule
      freeze
    end

    def read(json)
      @distributor = json["distributor"]
      @rule = CollectionRule.decode(json["rule"])
      freeze
    end

    def to_h
      { distributor: @distributor, rule: @rule }
    end

    FIELDS = { "distributor" => [:text], "rule" => [:CollectionRule] }.freeze
  end

  # Both the order and its standing order changed one line, to different quantities (R30).
  class EditConflict < Value
    # @return [String] The line.
    attr_reader :variant
    # @return [BigDecimal] What was generated.
    attr_reader :base
    # @return [BigDecimal] What the order says; it stands until somebody settles it.
    attr_reader :order
    # @return [BigDecimal] What the standing order says now.
    attr_reader :revision

    def initialize(variant:, base:, order:, revision:)
      super()
      @variant = own(variant)
      @base = base
      @order = order
      @revision = revision
      freeze
    end

    def read(json)
      @variant = json["variant"]
      @base = BigDecimal(json["base"])
      @order = BigDecimal(json["order"])
      @revision = BigDecimal(json["revision"])
      freeze
    end

    def to_h
      { variant: @variant, base: @base, order: @order, revision: @revision }
    end

    FIELDS = { "variant" => [:text], "base" => [:decimal], "order" => [:decimal],
               "revision" => [:decimal] }.freeze
  end

  # Which variants standing orders may hold (D2).
  module Eligible
    extend Union
  end

  # Every one.
  class EligibleAll < Value
    include Eligible

    # @return [Symbol] `:all`
    def kind = :all

    def initialize
      super
      freeze
    end

    def read(_json) = freeze
    def to_h = { kind: :all }

    FIELDS = {}.freeze
  end

  # Those with this tag.
  class EligibleTagged < Value
    include Eligible

    # @return [Symbol] `:tagged`
    def kind = :tagged

    # @return [String] The tag.
    attr_reader :tag

    def initialize(tag:)
      super()
      @tag = own(tag)
      freeze
    end

    def read(json)
      @tag = json["tag"]
      freeze
    end

    def to_h
      { kind: :tagged, tag: @tag }
    end

    FIELDS = { "tag" => [:text] }.freeze
  end

  # Those without this tag.
  class EligibleAllBut < Value
    include Eligible

    # @return [Symbol] `:all_but`
    def kind = :all_but

    # @return [String] The tag.
    attr_reader :tag

    def initialize(tag:)
      super()
      @tag = own(tag)
      freeze
    end

    def read(json)
      @tag = json["tag"]
      freeze
    end

    def to_h
      { kind: :all_but, tag: @tag }
    end

    FIELDS = { "tag" => [:text] }.freeze
  end

  module Eligible
    KINDS = { all: EligibleAll, tagged: EligibleTagged, all_but: EligibleAllBut }.freeze
  end

  # A hub, shop or producer: it owns its customers, cycles and orders.
  class Enterprise < Value
    # @return [String] The host's id of it.
    attr_reader :enterprise
    # @return [String] Its name.
    attr_reader :name
    # @return [String] The zone of its dates and times; series copy it when they are made (R2).
    attr_reader :zone
    # @return [String] The currency of all its amounts; fixed once one is kept (R20).
    attr_reader :currency
    # @return [Settings] What it has settled.
    attr_reader :settings
    # @return [Time] When it was made known.
    attr_reader :created_at
    # @return [Integer] Raised by every change.
    attr_reader :version

    def initialize(enterprise:, name:, zone:, currency:, settings:, created_at:, version:)
      super()
      @enterprise = own(enterprise)
      @name = own(name)
      @zone = own(zone)
      @currency = own(currency)
      @settings = settings
      @created_at = created_at
      @version = version
      freeze
    end

    def read(json)
      @enterprise = json["enterprise"]
      @name = json["name"]
      @zone = json["zone"]
      @currency = json["currency"]
      @settings = Settings.decode(json["settings"])
      @created_at = Coder.time(json["created_at"])
      @version = json["version"]
      freeze
    end

    def to_h
      { enterprise: @enterprise, name: @name, zone: @zone, currency: @currency,
        settings: @settings, created_at: @created_at, version: @version }
    end

    FIELDS = { "enterprise" => [:text], "name" => [:text], "zone" => [:text],
               "currency" => [:text], "settings" => [:Settings],
               "created_at" => [:instant], "version" => [:integer] }.freeze
  end

  # Enterprises, in the order in which they were made known.
  class EnterprisePage < Value
    # @return [Array<Enterprise>] The rows, in the list's order.
    attr_reader :items
    # @return [String, nil] Give it as `after` for the rows that follow; none: there are no more.
    attr_reader :next_page

    def initialize(items:, next_page: nil)
      super()
      @items = own(items)
      @next_page = own(next_page)
      freeze
    end

    def read(json)
      @items = json["items"].map { |one| Enterprise.decode(one) }.freeze
      @next_page = json["next_page"]
      freeze
    end

    def to_h
      { items: @items, next_page: @next_page }
    end

    FIELDS = { "items" => [[:Enterprise]], "next_page" => [:text] }.freeze
  end

  # One distributor of a cycle.
  class Exchange < Value
    # @return [String] Who distributes.
    attr_reader :distributor
    # @return [CollectionWindow, nil] When customers collect.
    attr_reader :collection
    # @return [Array<Fee>] What is charged beside the goods.
    attr_reader :fees

    def initialize(distributor:, collection: nil, fees: [])
      super()
      @distributor = own(distributor)
      @collection = collection
      @fees = own(fees)
      freeze
    end

    def read(json)
      @distributor = json["distributor"]
      @collection = (one = json["collection"]) && CollectionWindow.decode(one)
      @fees = json.fetch("fees", []).map { |one| Fee.decode(one) }.freeze
      freeze
    end

    def to_h
      { distributor: @distributor, collection: @collection, fees: @fees }
    end

    FIELDS = { "distributor" => [:text], "collection" => [:CollectionWindow],
               "fees" => [[:Fee]] }.freeze
  end

  # One distributor of a cycle.
  class ExchangeInput < Value
    # @return [String] Who distributes.
    attr_reader :distributor
    # @return [CollectionInput, nil] When customers collect.
    attr_reader :collection
    # @return [Array<FeeInput>] What is charged beside the goods.
    attr_reader :fees
    # @return [Array<OfferInput>] What is offered, each variant once.
    attr_reader :offers

    def initialize(distributor:, collection: nil, fees: [], offers: [])
      super()
      @distributor = own(distributor)
      @collection = collection
      @fees = own(fees)
      @offers = own(offers)
      freeze
    end

    def read(json)
      @distributor = json["distributor"]
      @collection = (one = json["collection"]) && CollectionInput.decode(one)
      @fees = json.fetch("fees", []).map { |one| FeeInput.decode(one) }.freeze
      @offers = json.fetch("offers", []).map { |one| OfferInput.decode(one) }.freeze
      freeze
    end

    def to_h
      { distributor: @distributor, collection: @collection, fees: @fees, offers: @offers }
    end

    FIELDS = { "distributor" => [:text], "collection" => [:CollectionInput, :maybe],
               "fees" => [[:FeeInput], :maybe], "offers" => [[:OfferInput], :maybe] }.freeze
  end

  # One line of a pair: what was or would be asked, and what there was or would be for it.
  class ExplainedLine < Value
    # @return [String] What.
    attr_reader :variant
    # @return [BigDecimal] How much the standing order asks.
    attr_reader :asked
    # @return [BigDecimal] How much there was, or is now, for it.
    attr_reader :given
    # @return [BigDecimal] How much is ordered, after the customer's own edits.
    attr_reader :ordered
    # @return [Money] The price of one unit.
    attr_reader :price

    def initialize(variant:, asked:, given:, ordered:, price:)
      super()
      @variant = own(variant)
      @asked = asked
      @given = given
      @ordered = ordered
      @price = price
      freeze
    end

    def read(json)
      @variant = json["variant"]
      @asked = BigDecimal(json["asked"])
      @given = BigDecimal(json["given"])
      @ordered = BigDecimal(json["ordered"])
      @price = Money.decode(json["price"])
      freeze
    end

    def to_h
      { variant: @variant, asked: @asked, given: @given, ordered: @ordered, price: @price }
    end

    FIELDS = { "variant" => [:text], "asked" => [:decimal], "given" => [:decimal],
               "ordered" => [:decimal], "price" => [:Money] }.freeze
  end

  # What happened, or will happen, to a standing order in a cycle.
  class Explanation < Value
    # @return [String] Which standing order.
    attr_reader :standing_order
    # @return [CycleDates] In which cycle, with its dates.
    attr_reader :cycle
    # @return [Boolean] Whether it happened already, or is what will happen as things stand.
    attr_reader :happened
    # @return [Symbol, nil] What became, or becomes, of the pair; none: the cycle is none of its
    #   business.
    attr_reader :outcome
    # @return [Why] Why, as data.
    attr_reader :why
    # @return [String] The id of the rule that decides, as `docs/rules` has it.
    attr_reader :rule
    # @return [String] Why, in a sentence.
    attr_reader :sentence
    # @return [String, nil] The order.
    attr_reader :order
    # @return [Money, nil] Its total, or the estimate by the cycle's own prices and fees (D9).
    attr_reader :total
    # @return [Array<ExplainedLine>] Its lines.
    attr_reader :lines
    # @return [Array<String>] Variants whose lines are skipped in this cycle (D5).
    attr_reader :skipped_lines

    def initialize(standing_order:, cycle:, happened:, outcome: nil, why:, rule:, sentence:,
                   order: nil, total: nil, lines:, skipped_lines:)
      super()
      @standing_order = own(standing_order)
      @cycle = cycle
      @happened = happened
      @outcome = outcome
      @why = why
      @rule = own(rule)
      @sentence = own(sentence)
      @order = own(order)
      @total = total
      @lines = own(lines)
      @skipped_lines = own(skipped_lines)
      freeze
    end

    def read(json)
      @standing_order = json["standing_order"]
      @cycle = CycleDates.decode(json["cycle"])
      @happened = json["happened"]
      @outcome = json["outcome"]&.to_sym
      @why = Why.decode(json["why"])
      @rule = json["rule"]
      @sentence = json["sentence"]
      @order = json["order"]
      @total = (one = json["total"]) && Money.decode(one)
      @lines = json["lines"].map { |one| ExplainedLine.decode(one) }.freeze
      @skipped_lines = json["skipped_lines"]
      freeze
    end

    def to_h
      { standing_order: @standing_order, cycle: @cycle, happened: @happened, outcome: @outcome,
        why: @why, rule: @rule, sentence: @sentence, order: @order, total: @total, lines: @lines,
        skipped_lines: @skipped_lines }
    end

    FIELDS = { "standing_order" => [:uuid], "cycle" => [:CycleDates],
               "happened" => [:boolean], "outcome" => [:OutcomeKind], "why" => [:Why],
               "rule" => [:text], "sentence" => [:text], "order" => [:uuid],
               "total" => [:Money], "lines" => [[:ExplainedLine]],
               "skipped_lines" => [[:text]] }.freeze
  end

  # A charge beside the goods; the enterprise that charges is named (R28).
  class Fee < Value
    # @return [String] What the customer reads.
    attr_reader :name
    # @return [String] Who charges it.
    attr_reader :charged_by
    # @return [FeeRate] How much.
    attr_reader :rate

    def initialize(name:, charged_by:, rate:)
      super()
      @name = own(name)
      @charged_by = own(charged_by)
      @rate = rate
      freeze
    end

    def read(json)
      @name = json["name"]
      @charged_by = json["charged_by"]
      @rate = FeeRate.decode(json["rate"])
      freeze
    end

    def to_h
      { name: @name, charged_by: @charged_by, rate: @rate }
    end

    FIELDS = { "name" => [:text], "charged_by" => [:text], "rate" => [:FeeRate] }.freeze
  end

  # A fee as it was charged: rounded once (R28).
  class FeeCharged < Value
    # @return [String] What the customer reads.
    attr_reader :name
    # @return [String] Who charges it.
    attr_reader :charged_by
    # @return [Money] How much.
    attr_reader :amount
    # @return [Boolean] Whether the host quoted it (shipping, payment): then it is never reckoned
    #   again.
    attr_reader :quoted

    def initialize(name:, charged_by:, amount:, quoted: false)
      super()
      @name = own(name)
      @charged_by = own(charged_by)
      @amount = amount
      @quoted = quoted
      freeze
    end

    def read(json)
      @name = json["name"]
      @charged_by = json["charged_by"]
      @amount = Money.decode(json["amount"])
      @quoted = json.fetch("quoted", false)
      freeze
    end

    def to_h
      { name: @name, charged_by: @charged_by, amount: @amount, quoted: @quoted }
    end

    FIELDS = { "name" => [:text], "charged_by" => [:text], "amount" => [:Money],
               "quoted" => [:boolean] }.freeze
  end

  # A charge beside the goods.
  class FeeInput < Value
    # @return [String] What the customer reads.
    attr_reader :name
    # @return [String] The enterprise that charges it.
    attr_reader :charged_by
    # @return [FeeRateInput] How much.
    attr_reader :rate

    def initialize(name:, charged_by:, rate:)
      super()
      @name = own(name)
      @charged_by = own(charged_by)
      @rate = rate
      freeze
    end

    def read(json)
      @name = json["name"]
      @charged_by = json["charged_by"]
      @rate = FeeRateInput.decode(json["rate"])
      freeze
    end

    def to_h
      { name: @name, charged_by: @charged_by, rate: @rate }
    end

    FIELDS = { "name" => [:text], "charged_by" => [:text], "rate" => [:FeeRateInput] }.freeze
  end

  # How a fee is reckoned, after shortages were shared out (R28).
  module FeeRate
    extend Union
  end

  # So much an order.
  class FeeRatePerOrder < Value
    include FeeRate

    # @return [Symbol] `:per_order`
    def kind = :per_order

    # @return [Money] The amount.
    attr_reader :amount

    def initialize(amount:)
      super()
      @amount = amount
      freeze
    end

    def read(json)
      @amount = Money.decode(json["amount"])
      freeze
    end

    def to_h
      { kind: :per_order, amount: @amount }
    end

    FIELDS = { "amount" => [:Money] }.freeze
  end

  # So much for each unit of each line.
  class FeeRatePerItem < Value
    include FeeRate

    # @return [Symbol] `:per_item`
    def kind = :per_item

    # @return [Money] The amount a unit.
    attr_reader :amount

    def initialize(amount:)
      super()
      @amount = amount
      freeze
    end

    def read(json)
      @amount = Money.decode(json["amount"])
      freeze
    end

    def to_h
      { kind: :per_item, amount: @amount }
    end

    FIELDS = { "amount" => [:Money] }.freeze
  end

  # A part of the lines' sum.
  class FeeRatePercent < Value
    include FeeRate

    # @return [Symbol] `:percent`
    def kind = :percent

    # @return [BigDecimal] Percent: `2.5` is one fortieth.
    attr_reader :percent

    def initialize(percent:)
      super()
      @percent = percent
      freeze
    end

    def read(json)
      @percent = BigDecimal(json["percent"])
      freeze
    end

    def to_h
      { kind: :percent, percent: @percent }
    end

    FIELDS = { "percent" => [:decimal] }.freeze
  end

  # So much a kilogram; variants without a weight count nothing.
  class FeeRatePerWeight < Value
    include FeeRate

    # @return [Symbol] `:per_weight`
    def kind = :per_weight

    # @return [Money] The amount a kilogram.
    attr_reader :amount

    def initialize(amount:)
      super()
      @amount = amount
      freeze
    end

    def read(json)
      @amount = Money.decode(json["amount"])
      freeze
    end

    def to_h
      { kind: :per_weight, amount: @amount }
    end

    FIELDS = { "amount" => [:Money] }.freeze
  end

  module FeeRate
    KINDS = { per_order: FeeRatePerOrder, per_item: FeeRatePerItem,
              percent: FeeRatePercent, per_weight: FeeRatePerWeight }.freeze
  end

  # How a fee is reckoned; amounts are in the enterprise's currency.
  module FeeRateInput
    extend Union
  end

  # So much an order.
  class FeeRateInputPerOrder < Value
    include FeeRateInput

    # @return [Symbol] `:per_order`
    def kind = :per_order

    # @return [BigDecimal] The amount.
    attr_reader :amount

    def initialize(amount:)
      super()
      @amount = amount
      freeze
    end

    def read(json)
      @amount = BigDecimal(json["amount"])
      freeze
    end

    def to_h
      { kind: :per_order, amount: @amount }
    end

    FIELDS = { "amount" => [:decimal] }.freeze
  end

  # So much for each unit of each line.
  class FeeRateInputPerItem < Value
    include FeeRateInput

    # @return [Symbol] `:per_item`
    def kind = :per_item

    # @return [BigDecimal] The amount a unit.
    attr_reader :amount

    def initialize(amount:)
      super()
      @amount = amount
      freeze
    end

    def read(json)
      @amount = BigDecimal(json["amount"])
      freeze
    end

    def to_h
      { kind: :per_item, amount: @amount }
    end

    FIELDS = { "amount" => [:decimal] }.freeze
  end

  # A part of the lines' sum.
  class FeeRateInputPercent < Value
    include FeeRateInput

    # @return [Symbol] `:percent`
    def kind = :percent

    # @return [BigDecimal] Percent, 0 to 100.
    attr_reader :percent

    def initialize(percent:)
      super()
      @percent = percent
      freeze
    end

    def read(json)
      @percent = BigDecimal(json["percent"])
      freeze
    end

    def to_h
      { kind: :percent, percent: @percent }
    end

    FIELDS = { "percent" => [:decimal] }.freeze
  end

  # So much a kilogram.
  class FeeRateInputPerWeight < Value
    include FeeRateInput

    # @return [Symbol] `:per_weight`
    def kind = :per_weight

    # @return [BigDecimal] The amount a kilogram.
    attr_reader :amount

    def initialize(amount:)
      super()
      @amount = amount
      freeze
    end

    def read(json)
      @amount = BigDecimal(json["amount"])
      freeze
    end

    def to_h
      { kind: :per_weight, amount: @amount }
    end

    FIELDS = { "amount" => [:decimal] }.freeze
  end

  module FeeRateInput
    KINDS = { per_order: FeeRateInputPerOrder, per_item: FeeRateInputPerItem,
              percent: FeeRateInputPercent, per_weight: FeeRateInputPerWeight }.freeze
  end

  # A field in which both have something else.
  class FieldKept < Value
    # @return [String] Which field; `custom.KEY` for one of the hub's own.
    attr_reader :field
    # @return [String] What the one who stays has, and keeps.
    attr_reader :kept
    # @return [String] What the other has.
    attr_reader :left_out

    def initialize(field:, kept:, left_out:)
      super()
      @field = own(field)
      @kept = own(kept)
      @left_out = own(left_out)
      freeze
    end

    def read(json)
      @field = json["field"]
      @kept = json["kept"]
      @left_out = json["left_out"]
      freeze
    end

    def to_h
      { field: @field, kept: @kept, left_out: @left_out }
    end

    FIELDS = { "field" => [:text], "kept" => [:text], "left_out" => [:text] }.freeze
  end

  # What a hub-defined field holds.
  module FieldKind
    # A text of at most 500 characters.
    TEXT = :text
    # A number with at most 15 digits before the point and 6 behind it.
    NUMBER = :number
    # A date.
    DATE = :date
    # One of the field's choices.
    CHOICE = :choice
    ALL = [TEXT, NUMBER, DATE, CHOICE].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # How a local time lies on the zone's clock.
  module Fit
    # It occurs once.
    EXACT = :exact
    # The clocks skip it: the offset before the change was taken, so it reads later.
    GAP = :gap
    # It occurs twice: the first was taken.
    FOLD = :fold
    ALL = [EXACT, GAP, FOLD].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # What staff, or the host's checkout, may enter by hand.
  module HandMade
    # The customer has paid: the balance rises.
    PAYMENT = :payment
    # The customer was paid back: the balance falls.
    REFUND = :refund
    # Something is given to the customer: the balance rises.
    CREDIT = :credit
    # What the customer owes is given up: the balance rises.
    WRITE_OFF = :write_off
    # Something beside the orders is owed, such as a deposit: the balance falls.
    CHARGE = :charge
    # A correction either way: above zero the balance rises, below zero it falls.
    ADJUSTMENT = :adjustment
    ALL = [PAYMENT, REFUND, CREDIT, WRITE_OFF, CHARGE, ADJUSTMENT].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # One order of a customer's history.
  class HistoryEntry < Value
    # @return [Symbol] What it is.
    attr_reader :kind
    # @return [String, nil] The order, for `orders.get`; none for a past order.
    attr_reader :order
    # @return [String, nil] The past order; none for an order of a cycle.
    attr_reader :past_order
    # @return [String, nil] What the host calls a past order.
    attr_reader :reference
    # @return [Symbol] Where it stands.
    attr_reader :state
    # @return [Time] Its place in the history: when it was made, or for a past order when it was
    #   placed.
    attr_reader :at
    # @return [Time, nil] When it was placed.
    attr_reader :placed_at
    # @return [CycleDates, nil] The dates of its cycle; none for a past order.
    attr_reader :dates
    # @return [Time, nil] When its cycle opens.
    attr_reader :opens_at
    # @return [Time, nil] When its cycle closes.
    attr_reader :closes_at
    # @return [String, nil] The standing order that made it.
    attr_reader :standing_order
    # @return [Integer] How many of its lines are not zero.
    attr_reader :items
    # @return [Money] What it comes to.
    attr_reader :total

    def initialize(kind:, order: nil, past_order: nil, reference: nil, state:, at:,
                   placed_at: nil, dates: nil, opens_at: nil, closes_at: nil, standing_order: nil,
                   items:, total:)
      super()
      @kind = kind
      @order = own(order)
      @past_order = own(past_order)
      @reference = own(reference)
      @state = state
      @at = at
      @placed_at = placed_at
      @dates = dates
      @opens_at = opens_at
      @closes_at = closes_at
      @standing_order = own(standing_order)
      @items = items
      @total = total
      freeze
    end

    def read(json)
      @kind = json["kind"].to_sym
      @order = json["order"]
      @past_order = json["past_order"]
      @reference = json["reference"]
      @state = json["state"].to_sym
      @at = Coder.time(json["at"])
      @placed_at = (one = json["placed_at"]) && Coder.time(one)
      @dates = (one = json["dates"]) && CycleDates.decode(one)
      @opens_at = (one = json["opens_at"]) && Coder.time(one)
      @closes_at = (one = json["closes_at"]) && Coder.time(one)
      @standing_order = json["standing_order"]
      @items = json["items"]
      @total = Money.decode(json["total"])
      freeze
    end

    def to_h
      { kind: @kind, order: @order, past_order: @past_order, reference: @reference, state: @state,
        at: @at, placed_at: @placed_at, dates: @dates, opens_at: @opens_at, closes_at: @closes_at,
        standing_order: @standing_order, items: @items, total: @total }
    end

    FIELDS = { "kind" => [:HistoryKind], "order" => [:uuid], "past_order" => [:uuid],
               "reference" => [:text], "state" => [:OrderState], "at" => [:instant],
               "placed_at" => [:instant], "dates" => [:CycleDates],
               "opens_at" => [:instant], "closes_at" => [:instant],
               "standing_order" => [:uuid], "items" => [:integer], "total" => [:Money] }.freeze
  end

  # What an entry of a history is.
  module HistoryKind
    # An order of a cycle.
    ORDER = :order
    # An order from before Milkround, or from outside of any cycle.
    PAST_ORDER = :past_order
    ALL = [ORDER, PAST_ORDER].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # A page of a customer's history.
  class HistoryPage < Value
    # @return [Array<HistoryEntry>] On the first page: orders to come, made ahead or pending, the
    #   next cycle first.
    attr_reader :upcoming
    # @return [Array<HistoryEntry>] What was placed, fulfilled or cancelled, the newest first.
    attr_reader :items
    # @return [String, nil] Give it as `after` for the entries that follow; none: there are no
    #   more.
    attr_reader :next_page

    def initialize(upcoming:, items:, next_page: nil)
      super()
      @upcoming = own(upcoming)
      @items = own(items)
      @next_page = own(next_page)
      freeze
    end

    def read(json)
      @upcoming = json["upcoming"].map { |one| HistoryEntry.decode(one) }.freeze
      @items = json["items"].map { |one| HistoryEntry.decode(one) }.freeze
      @next_page = json["next_page"]
      freeze
    end

    def to_h
      { upcoming: @upcoming, items: @items, next_page: @next_page }
    end

    FIELDS = { "upcoming" => [[:HistoryEntry]], "items" => [[:HistoryEntry]],
               "next_page" => [:text] }.freeze
  end

  # How many cycles to plan.
  module Horizon
    extend Union
  end

  # Until `keep` cycles exist whose opening is after `now`.
  class HorizonAhead < Value
    include Horizon

    # @return [Symbol] `:ahead`
    def kind = :ahead

    # @return [Integer] How many shall exist.
    attr_reader :keep
    # @return [Integer] How many exist already.
    attr_reader :existing

    def initialize(keep:, existing:)
      super()
      @keep = keep
      @existing = existing
      freeze
    end

    def read(json)
      @keep = json["keep"]
      @existing = json["existing"]
      freeze
    end

    def to_h
      { kind: :ahead, keep: @keep, existing: @existing }
    end

    FIELDS = { "keep" => [:integer], "existing" => [:integer] }.freeze
  end

  # Every cycle whose nominal opening is on or before this date.
  class HorizonThrough < Value
    include Horizon

    # @return [Symbol] `:through`
    def kind = :through

    # @return [Date] The last date.
    attr_reader :date

    def initialize(date:)
      super()
      @date = date
      freeze
    end

    def read(json)
      @date = Date.iso8601(json["date"]).freeze
      freeze
    end

    def to_h
      { kind: :through, date: @date }
    end

    FIELDS = { "date" => [:date] }.freeze
  end

  # The next few.
  class HorizonNext < Value
    include Horizon

    # @return [Symbol] `:next`
    def kind = :next

    # @return [Integer] How many.
    attr_reader :cycles

    def initialize(cycles:)
      super()
      @cycles = cycles
      freeze
    end

    def read(json)
      @cycles = json["cycles"]
      freeze
    end

    def to_h
      { kind: :next, cycles: @cycles }
    end

    FIELDS = { "cycles" => [:integer] }.freeze
  end

  module Horizon
    KINDS = { ahead: HorizonAhead, through: HorizonThrough, next: HorizonNext }.freeze
  end

  # Somebody who was let in.
  class JoinApproved < Value
    # @return [JoinRequest] The wish.
    attr_reader :join_request
    # @return [Customer] The customer that he became, or was already.
    attr_reader :customer

    def initialize(join_request:, customer:)
      super()
      @join_request = join_request
      @customer = customer
      freeze
    end

    def read(json)
      @join_request = JoinRequest.decode(json["join_request"])
      @customer = Customer.decode(json["customer"])
      freeze
    end

    def to_h
      { join_request: @join_request, customer: @customer }
    end

    FIELDS = { "join_request" => [:JoinRequest], "customer" => [:Customer] }.freeze
  end

  # Somebody's wish to become a customer, or one of those who may shop.
  class JoinRequest < Value
    # @return [String] Where.
    attr_reader :enterprise
    # @return [String] Our id.
    attr_reader :id
    # @return [String, nil] His verified e-mail address; none once he was erased.
    attr_reader :email
    # @return [String, nil] The host's user behind him.
    attr_reader :user
    # @return [String, nil] First name.
    attr_reader :first_name
    # @return [String, nil] Last name.
    attr_reader :last_name
    # @return [String, nil] What he wrote.
    attr_reader :message
    # @return [Symbol] Where it stands.
    attr_reader :state
    # @return [String, nil] The customer that he became, or was already.
    attr_reader :customer
    # @return [String, nil] Why staff said no.
    attr_reader :reason
    # @return [Time] When he asked first.
    attr_reader :asked_at
    # @return [Time, nil] When staff decided.
    attr_reader :decided_at
    # @return [Author, nil] Who decided.
    attr_reader :decided_by
    # @return [Integer] Raised by every change.
    attr_reader :version

    def initialize(enterprise:, id:, email: nil, user: nil, first_name: nil, last_name: nil,
                   message: nil, state:, customer: nil, reason: nil, asked_at:, decided_at: nil,
                   decided_by: nil, version:)
      super()
      @enterprise = own(enterprise)
      @id = own(id)
      @email = own(email)
      @user = own(user)
      @first_name = own(first_name)
      @last_name = own(last_name)
      @message = own(message)
      @state = state
      @customer = own(customer)
      @reason = own(reason)
      @asked_at = asked_at
      @decided_at = decided_at
      @decided_by = decided_by
      @version = version
      freeze
    end

    def read(json)
      @enterprise = json["enterprise"]
      @id = json["id"]
      @email = json["email"]
      @user = json["user"]
      @first_name = json["first_name"]
      @last_name = json["last_name"]
      @message = json["message"]
      @state = json["state"].to_sym
      @customer = json["customer"]
      @reason = json["reason"]
      @asked_at = Coder.time(json["asked_at"])
      @decided_at = (one = json["decided_at"]) && Coder.time(one)
      @decided_by = (one = json["decided_by"]) && Author.decode(one)
      @version = json["version"]
      freeze
    end

    def to_h
      { enterprise: @enterprise, id: @id, email: @email, user: @user, first_name: @first_name,
        last_name: @last_name, message: @message, state: @state, customer: @customer,
        reason: @reason, asked_at: @asked_at, decided_at: @decided_at, decided_by: @decided_by,
        version: @version }
    end

    FIELDS = { "enterprise" => [:text], "id" => [:uuid], "email" => [:text],
               "user" => [:text], "first_name" => [:text], "last_name" => [:text],
               "message" => [:text], "state" => [:JoinState], "customer" => [:uuid],
               "reason" => [:text], "asked_at" => [:instant], "decided_at" => [:instant],
               "decided_by" => [:Author], "version" => [:integer] }.freeze
  end

  # Wishes to join, in the order in which they came.
  class JoinRequestPage < Value
    # @return [Array<JoinRequest>] The rows, in the list's order.
    attr_reader :items
    # @return [String, nil] Give it as `after` for the rows that follow; none: there are no more.
    attr_reader :next_page

    def initialize(items:, next_page: nil)
      super()
      @items = own(items)
      @next_page = own(next_page)
      freeze
    end

    def read(json)
      @items = json["items"].map { |one| JoinRequest.decode(one) }.freeze
      @next_page = json["next_page"]
      freeze
    end

    def to_h
      { items: @items, next_page: @next_page }
    end

    FIELDS = { "items" => [[:JoinRequest]], "next_page" => [:text] }.freeze
  end

  # Where a wish to join stands.
  module JoinState
    # Staff have not looked yet.
    WAITING = :waiting
    # He is a customer, and may shop.
    APPROVED = :approved
    # Staff said no.
    REFUSED = :refused
    ALL = [WAITING, APPROVED, REFUSED].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # What a revision does to revisions of later dates (R31).
  module LaterRevisions
    # Its changes are carried into them, except where they changed the same line.
    CARRY = :carry
    # They stay as they are.
    KEEP = :keep
    ALL = [CARRY, KEEP].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # A stretch of time: whole civil days, then exact hours and minutes (R5).
  class Lead < Value
    # @return [Integer, nil] Civil days: the same time of day, however long a day is.
    attr_reader :days
    # @return [Integer, nil] Exact hours.
    attr_reader :hours
    # @return [Integer, nil] Exact minutes.
    attr_reader :minutes

    def initialize(days: nil, hours: nil, minutes: nil)
      super()
      @days = days
      @hours = hours
      @minutes = minutes
      freeze
    end

    def read(json)
      @days = json["days"]
      @hours = json["hours"]
      @minutes = json["minutes"]
      freeze
    end

    def to_h
      { days: @days, hours: @hours, minutes: @minutes }
    end

    FIELDS = { "days" => [:integer, :maybe], "hours" => [:integer, :maybe],
               "minutes" => [:integer, :maybe] }.freeze
  end

  # One wanted line.
  class LineInput < Value
    # @return [String] The host's id of the variant.
    attr_reader :variant
    # @return [BigDecimal] How much: more than 0, a multiple of the variant's unit step.
    attr_reader :quantity
    # @return [Integer, nil] In every *n*th cycle: 1 to 52, usually the standing order's own
    #   cadence (R7).
    attr_reader :every

    def initialize(variant:, quantity:, every: nil)
      super()
      @variant = own(variant)
      @quantity = quantity
      @every = every
      freeze
    end

    def read(json)
      @variant = json["variant"]
      @quantity = BigDecimal(json["quantity"])
      @every = json["every"]
      freeze
    end

    def to_h
      { variant: @variant, quantity: @quantity, every: @every }
    end

    FIELDS = { "variant" => [:text], "quantity" => [:decimal],
               "every" => [:integer, :maybe] }.freeze
  end

  # One line of an order: how much there shall be of a variant.
  class LineWanted < Value
    # @return [String] The host's id of the variant.
    attr_reader :variant
    # @return [BigDecimal] How much; 0 takes it out.
    attr_reader :quantity

    def initialize(variant:, quantity:)
      super()
      @variant = own(variant)
      @quantity = quantity
      freeze
    end

    def read(json)
      @variant = json["variant"]
      @quantity = BigDecimal(json["quantity"])
      freeze
    end

    def to_h
      { variant: @variant, quantity: @quantity }
    end

    FIELDS = { "variant" => [:text], "quantity" => [:decimal] }.freeze
  end

  # Where a walk stands, to be stored and taken up again; the default is the beginning.
  class Mark < Value
    # @return [Integer] The period of the rule, from 0.
    attr_reader :period
    # @return [Integer] How many numbered slots there were so far.
    attr_reader :number
    # @return [LocalTime, nil] The last turn of the rule that was given out: its silence is
    #   measured from here.
    attr_reader :turn
    # @return [LocalTime, nil] The last slot that was given out, be it a turn or an extra date.
    attr_reader :after

    def initialize(period:, number:, turn: nil, after: nil)
      super()
      @period = period
      @number = number
      @turn = turn
      @after = after
      freeze
    end

    def read(json)
      @period = json["period"]
      @number = json["number"]
      @turn = (one = json["turn"]) && LocalTime.parse(one)
      @after = (one = json["after"]) && LocalTime.parse(one)
      freeze
    end

    def to_h
      { period: @period, number: @number, turn: @turn, after: @after }
    end

    FIELDS = { "period" => [:integer], "number" => [:integer], "turn" => [:local, :maybe],
               "after" => [:local, :maybe] }.freeze
  end

  # A line of an order, with what was generated.
  class MergeLine < Value
    # @return [String] What.
    attr_reader :variant
    # @return [BigDecimal] What the standing order asked for.
    attr_reader :asked
    # @return [BigDecimal] What there was for it.
    attr_reader :given
    # @return [BigDecimal] What the customer made of it.
    attr_reader :ordered
    # @return [Boolean] Whether the standing order asked for it; else the customer added it.
    attr_reader :standing

    def initialize(variant:, asked:, given:, ordered:, standing:)
      super()
      @variant = own(variant)
      @asked = asked
      @given = given
      @ordered = ordered
      @standing = standing
      freeze
    end

    def read(json)
      @variant = json["variant"]
      @asked = BigDecimal(json["asked"])
      @given = BigDecimal(json["given"])
      @ordered = BigDecimal(json["ordered"])
      @standing = json["standing"]
      freeze
    end

    def to_h
      { variant: @variant, asked: @asked, given: @given, ordered: @ordered, standing: @standing }
    end

    FIELDS = { "variant" => [:text], "asked" => [:decimal], "given" => [:decimal],
               "ordered" => [:decimal], "standing" => [:boolean] }.freeze
  end

  # What a merge will do.
  class MergePlan < Value
    # @return [String] Who goes.
    attr_reader :customer
    # @return [String] Who stays.
    attr_reader :into
    # @return [Integer] How many orders move, in every state.
    attr_reader :orders
    # @return [Integer] How many orders from before Milkround move.
    attr_reader :past_orders
    # @return [Integer] How many saved lists move.
    attr_reader :saved_lists
    # @return [Integer] How many standing orders move, ended ones too.
    attr_reader :standing_orders
    # @return [Integer] How many entries are taken back here and entered there.
    attr_reader :postings
    # @return [Money] What they come to.
    attr_reader :balance
    # @return [Integer] How many staff notes move.
    attr_reader :notes
    # @return [Integer] How many contacts move; whom the other has already is not counted.
    attr_reader :contacts
    # @return [Array<String>] The tags that the one who stays gains.
    attr_reader :tags
    # @return [Array<String>] His fields that are empty and are filled.
    attr_reader :filled
    # @return [Array<FieldKept>] The fields in which both have something else.
    attr_reader :kept
    # @return [Array<Alias>] What finds him besides.
    attr_reader :aliases
    # @return [Symbol] What he is taken to have said to being written to: the stricter of both.
    attr_reader :consent
    # @return [String] Give it with `customers.merge`, which is refused once anything here has
    #   changed.
    attr_reader :fingerprint

    def initialize(customer:, into:, orders:, past_orders:, saved_lists:, standing_orders:,
                   postings:, balance:, notes:, contacts:, tags:, filled:, kept:, aliases:,
                   consent:, fingerprint:)
      super()
      @customer = own(customer)
      @into = own(into)
      @orders = orders
      @past_orders = past_orders
      @saved_lists = saved_lists
      @standing_orders = standing_orders
      @postings = postings
      @balance = balance
      @notes = notes
      @contacts = contacts
      @tags = own(tags)
      @filled = own(filled)
      @kept = own(kept)
      @aliases = own(aliases)
      @consent = consent
      @fingerprint = own(fingerprint)
      freeze
    end

    def read(json)
      @customer = json["customer"]
      @into = json["into"]
      @orders = json["orders"]
      @past_orders = json["past_orders"]
      @saved_lists = json["saved_lists"]
      @standing_orders = json["standing_orders"]
      @postings = json["postings"]
      @balance = Money.decode(json["balance"])
      @notes = json["notes"]
      @contacts = json["contacts"]
      @tags = json["tags"]
      @filled = json["filled"]
      @kept = json["kept"].map { |one| FieldKept.decode(one) }.freeze
      @aliases = json["aliases"].map { |one| Alias.decode(one) }.freeze
      @consent = json["consent"].to_sym
      @fingerprint = json["fingerprint"]
      freeze
    end

    def to_h
      { customer: @customer, into: @into, orders: @orders, past_orders: @past_orders,
        saved_lists: @saved_lists, standing_orders: @standing_orders, postings: @postings,
        balance: @balance, notes: @notes, contacts: @contacts, tags: @tags, filled: @filled,
        kept: @kept, aliases: @aliases, consent: @consent, fingerprint: @fingerprint }
    end

    FIELDS = { "customer" => [:uuid], "into" => [:uuid], "orders" => [:integer],
               "past_orders" => [:integer], "saved_lists" => [:integer],
               "standing_orders" => [:integer], "postings" => [:integer],
               "balance" => [:Money], "notes" => [:integer], "contacts" => [:integer],
               "tags" => [[:text]], "filled" => [[:text]], "kept" => [[:FieldKept]],
               "aliases" => [[:Alias]], "consent" => [:Consent], "fingerprint" => [:text] }.freeze
  end

  # What a merge does to an order.
  class MergePlan2 < Value
    # @return [Array<MergedLine>] The lines that one side touched, by variant; all others stay.
    attr_reader :lines

    def initialize(lines:)
      super()
      @lines = own(lines)
      freeze
    end

    def read(json)
      @lines = json["lines"].map { |one| MergedLine.decode(one) }.freeze
      freeze
    end

    def to_h
      { lines: @lines }
    end

    FIELDS = { "lines" => [[:MergedLine]] }.freeze
  end

  # What becomes of one line.
  module Merged
    extend Union
  end

  # It stays as it is; what is asked from now on is noted.
  class MergedStands < Value
    include Merged

    # @return [Symbol] `:stands`
    def kind = :stands

    # @return [BigDecimal] What the standing order asks now.
    attr_reader :asked

    def initialize(asked:)
      super()
      @asked = asked
      freeze
    end

    def read(json)
      @asked = BigDecimal(json["asked"])
      freeze
    end

    def to_h
      { kind: :stands, asked: @asked }
    end

    FIELDS = { "asked" => [:decimal] }.freeze
  end

  # The standing order's new quantity is asked of the shelf.
  class MergedFollows < Value
    include Merged

    # @return [Symbol] `:follows`
    def kind = :follows

    # @return [BigDecimal] What the standing order asks now; zero takes the line out.
    attr_reader :asked

    def initialize(asked:)
      super()
      @asked = asked
      freeze
    end

    def read(json)
      @asked = BigDecimal(json["asked"])
      freeze
    end

    def to_h
      { kind: :follows, asked: @asked }
    end

    FIELDS = { "asked" => [:decimal] }.freeze
  end

  # Both sides changed it, to different quantities.
  class MergedConflicts < Value
    include Merged

    # @return [Symbol] `:conflicts`
    def kind = :conflicts

    # @return [BigDecimal] What was generated.
    attr_reader :base
    # @return [BigDecimal] What the order says, and what stands.
    attr_reader :order
    # @return [BigDecimal] What the standing order says now.
    attr_reader :revision

    def initialize(base:, order:, revision:)
      super()
      @base = base
      @order = order
      @revision = revision
      freeze
    end

    def read(json)
      @base = BigDecimal(json["base"])
      @order = BigDecimal(json["order"])
      @revision = BigDecimal(json["revision"])
      freeze
    end

    def to_h
      { kind: :conflicts, base: @base, order: @order, revision: @revision }
    end

    FIELDS = { "base" => [:decimal], "order" => [:decimal], "revision" => [:decimal] }.freeze
  end

  module Merged
    KINDS = { stands: MergedStands, follows: MergedFollows, conflicts: MergedConflicts }.freeze
  end

  # What becomes of one line.
  class MergedLine < Value
    # @return [String] What.
    attr_reader :variant
    # @return [Merged] What becomes of it.
    attr_reader :merged

    def initialize(variant:, merged:)
      super()
      @variant = own(variant)
      @merged = merged
      freeze
    end

    def read(json)
      @variant = json["variant"]
      @merged = Merged.decode(json["merged"])
      freeze
    end

    def to_h
      { variant: @variant, merged: @merged }
    end

    FIELDS = { "variant" => [:text], "merged" => [:Merged] }.freeze
  end

  # Who got a message.
  class MessageSent < Value
    # @return [String] Its id: `facts.message` of each notice, and the subject in the change log.
    attr_reader :message
    # @return [Integer] To so many it goes.
    attr_reader :sent
    # @return [Integer] So many were meant and did not give consent.
    attr_reader :without_consent
    # @return [Integer] So many were meant and have no order in the cycle.
    attr_reader :without_order

    def initialize(message:, sent:, without_consent:, without_order:)
      super()
      @message = own(message)
      @sent = sent
      @without_consent = without_consent
      @without_order = without_order
      freeze
    end

    def read(json)
      @message = json["message"]
      @sent = json["sent"]
      @without_consent = json["without_consent"]
      @without_order = json["without_order"]
      freeze
    end

    def to_h
      { message: @message, sent: @sent, without_consent: @without_consent,
        without_order: @without_order }
    end

    FIELDS = { "message" => [:uuid], "sent" => [:integer], "without_consent" => [:integer],
               "without_order" => [:integer] }.freeze
  end

  # What becomes of a cycle that opened and closed while nothing ticked (R25).
  module MissedCycle
    # Orders are made and placed while collection has not begun.
    PLACE = :place
    # Orders are made and held for staff.
    HOLD = :hold
    # No orders: the outcome is `missed`.
    SKIP = :skip
    ALL = [PLACE, HOLD, SKIP].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # Who makes its orders (D10).
  module Mode
    # The tick, when a cycle opens.
    AUTOMATIC = :automatic
    # Staff, ahead and for picked cycles.
    MANUAL = :manual
    ALL = [AUTOMATIC, MANUAL].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # An amount of a currency, with all its decimals.
  class Money < Value
    # @return [BigDecimal] How much.
    attr_reader :amount
    # @return [String] Of which currency (ISO 4217).
    attr_reader :currency

    def initialize(amount:, currency:)
      super()
      @amount = amount
      @currency = own(currency)
      freeze
    end

    def read(json)
      @amount = BigDecimal(json["amount"])
      @currency = json["currency"]
      freeze
    end

    def to_h
      { amount: @amount, currency: @currency }
    end

    FIELDS = { "amount" => [:decimal], "currency" => [:text] }.freeze

    # The decimals of an amount, where they are not two (ISO 4217).
    DECIMALS = { "BHD" => 3, "BIF" => 0, "CLF" => 4, "CLP" => 0, "DJF" => 0, "GNF" => 0,
                 "IQD" => 3, "ISK" => 0, "JOD" => 3, "JPY" => 0, "KMF" => 0, "KRW" => 0,
                 "KWD" => 3, "LYD" => 3, "OMR" => 3, "PYG" => 0, "RWF" => 0, "TND" => 3,
                 "UGX" => 0, "UYI" => 0, "UYW" => 4, "VND" => 0, "VUV" => 0, "XAF" => 0,
                 "XOF" => 0, "XPF" => 0 }.freeze
    private_constant :DECIMALS
  end

  # A day of every year.
  class MonthDay < Value
    # @return [Integer] 1 to 12.
    attr_reader :month
    # @return [Integer] 1 to 28, so that every year has it.
    attr_reader :day

    def initialize(month:, day:)
      super()
      @month = month
      @day = day
      freeze
    end

    def read(json)
      @month = json["month"]
      @day = json["day"]
      freeze
    end

    def to_h
      { month: @month, day: @day }
    end

    FIELDS = { "month" => [:integer], "day" => [:integer] }.freeze
  end

  # Something to tell a customer or the hub, written with its cause (F1).
  class Notice < Value
    # @return [String] Whose.
    attr_reader :enterprise
    # @return [String] Our id: deliver a notice once per id.
    attr_reader :id
    # @return [Symbol] What it tells.
    attr_reader :kind
    # @return [String, nil] To whom; none: to the hub.
    attr_reader :customer
    # @return [String, nil] About which cycle.
    attr_reader :cycle
    # @return [String, nil] About which order.
    attr_reader :order
    # @return [Hash] The facts to write it from.
    attr_reader :facts
    # @return [Symbol] Where it stands.
    attr_reader :state
    # @return [Time] When it may be delivered, or the lease ends.
    attr_reader :ready_at
    # @return [Integer] Raised by every lease; who holds an older one cannot report any more.
    attr_reader :fence
    # @return [Integer] How often delivery failed.
    attr_reader :attempts
    # @return [String, nil] Why it failed last.
    attr_reader :reason
    # @return [Time] When it was written.
    attr_reader :created_at

    def initialize(enterprise:, id:, kind:, customer: nil, cycle: nil, order: nil, facts:, state:,
                   ready_at:, fence:, attempts:, reason: nil, created_at:)
      super()
      @enterprise = own(enterprise)
      @id = own(id)
      @kind = kind
      @customer = own(customer)
      @cycle = own(cycle)
      @order = own(order)
      @facts = own(facts)
      @state = state
      @ready_at = ready_at
      @fence = fence
      @attempts = attempts
      @reason = own(reason)
      @created_at = created_at
      freeze
    end

    def read(json)
      @enterprise = json["enterprise"]
      @id = json["id"]
      @kind = json["kind"].to_sym
      @customer = json["customer"]
      @cycle = json["cycle"]
      @order = json["order"]
      @facts = json["facts"]
      @state = json["state"].to_sym
      @ready_at = Coder.time(json["ready_at"])
      @fence = json["fence"]
      @attempts = json["attempts"]
      @reason = json["reason"]
      @created_at = Coder.time(json["created_at"])
      freeze
    end

    def to_h
      { enterprise: @enterprise, id: @id, kind: @kind, customer: @customer, cycle: @cycle,
        order: @order, facts: @facts, state: @state, ready_at: @ready_at, fence: @fence,
        attempts: @attempts, reason: @reason, created_at: @created_at }
    end

    FIELDS = { "enterprise" => [:text], "id" => [:uuid], "kind" => [:NoticeKind],
               "customer" => [:uuid], "cycle" => [:uuid], "order" => [:uuid],
               "facts" => [:json], "state" => [:NoticeState], "ready_at" => [:instant],
               "fence" => [:integer], "attempts" => [:integer], "reason" => [:text],
               "created_at" => [:instant] }.freeze
  end

  # Notices to deliver.
  class NoticeBatch < Value
    # @return [Array<NoticeView>] The notices, the oldest first; none: there is nothing to tell
    #   now.
    attr_reader :items

    def initialize(items:)
      super()
      @items = own(items)
      freeze
    end

    def read(json)
      @items = json["items"].map { |one| NoticeView.decode(one) }.freeze
      freeze
    end

    def to_h
      { items: @items }
    end

    FIELDS = { "items" => [[:NoticeView]] }.freeze
  end

  # What a notice tells (F2).
  module NoticeKind
    # A standing order's order is ready to be reviewed.
    ORDER_READY = :order_ready
    # Nothing of a standing order was available.
    NOTHING_AVAILABLE = :nothing_available
    # An order was placed.
    PLACED = :placed
    # An order was changed by staff or by its standing order.
    CHANGED = :changed
    # An order was cancelled.
    CANCELLED = :cancelled
    # An order is held and waits for staff.
    HELD = :held
    # A cycle passed without this standing order.
    MISSED = :missed
    # A standing order could not be worked off (to the hub).
    FAILED = :failed
    # What became of a cycle's standing orders (to the hub).
    CYCLE_SUMMARY = :cycle_summary
    # Few cycles are left in a series with standing orders (to the hub, R14).
    SERIES_ENDING = :series_ending
    # Somebody asks to join (to the hub, A11).
    JOIN_REQUESTED = :join_requested
    # A wish to join was approved.
    JOIN_APPROVED = :join_approved
    # A wish to join was refused (to who was a customer already).
    JOIN_REFUSED = :join_refused
    # What the hub has to say, in its own words (A8).
    MESSAGE = :message
    ALL = [ORDER_READY, NOTHING_AVAILABLE, PLACED, CHANGED, CANCELLED, HELD, MISSED,
                   FAILED, CYCLE_SUMMARY, SERIES_ENDING, JOIN_REQUESTED, JOIN_APPROVED,
                   JOIN_REFUSED, MESSAGE].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # Notices: by the time at which they are ready where a state is asked for, else in the order in
  # which they were written.
  class NoticePage < Value
    # @return [Array<NoticeView>] The rows, in the list's order.
    attr_reader :items
    # @return [String, nil] Give it as `after` for the rows that follow; none: there are no more.
    attr_reader :next_page

    def initialize(items:, next_page: nil)
      super()
      @items = own(items)
      @next_page = own(next_page)
      freeze
    end

    def read(json)
      @items = json["items"].map { |one| NoticeView.decode(one) }.freeze
      @next_page = json["next_page"]
      freeze
    end

    def to_h
      { items: @items, next_page: @next_page }
    end

    FIELDS = { "items" => [[:NoticeView]], "next_page" => [:text] }.freeze
  end

  # Where a notice stands.
  module NoticeState
    # It waits for delivery.
    WAITING = :waiting
    # Someone is delivering it.
    LEASED = :leased
    # It was delivered.
    DELIVERED = :delivered
    # It failed too often and waits for a person.
    PARKED = :parked
    ALL = [WAITING, LEASED, DELIVERED, PARKED].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # A notice with the dates of the cycle that it is about.
  class NoticeView < Value
    # @return [Notice] The notice.
    attr_reader :notice
    # @return [CycleDates, nil] The cycle that it is about.
    attr_reader :dates

    def initialize(notice:, dates: nil)
      super()
      @notice = notice
      @dates = dates
      freeze
    end

    def read(json)
      @notice = Notice.decode(json["notice"])
      @dates = (one = json["dates"]) && CycleDates.decode(one)
      freeze
    end

    def to_h
      { notice: @notice, dates: @dates }
    end

    FIELDS = { "notice" => [:Notice], "dates" => [:CycleDates] }.freeze
  end

  # One date of a recurrence.
  class Occurrence < Value
    # @return [Integer, nil] Which turn of the rule it is, from 1, those left out counted; none
    #   for an extra date.
    attr_reader :number
    # @return [LocalTime] The nominal time on the wall clock.
    attr_reader :local
    # @return [Time] The moment.
    attr_reader :at
    # @return [Symbol] How the nominal time lies on the zone's clock.
    attr_reader :fit
    # @return [Boolean] Whether another date of the rule stands where the clocks put this one.
    attr_reader :doubled

    def initialize(number: nil, local:, at:, fit:, doubled:)
      super()
      @number = number
      @local = local
      @at = at
      @fit = fit
      @doubled = doubled
      freeze
    end

    def read(json)
      @number = json["number"]
      @local = LocalTime.parse(json["local"])
      @at = Coder.time(json["at"])
      @fit = json["fit"].to_sym
      @doubled = json["doubled"]
      freeze
    end

    def to_h
      { number: @number, local: @local, at: @at, fit: @fit, doubled: @doubled }
    end

    FIELDS = { "number" => [:integer], "local" => [:local], "at" => [:instant],
               "fit" => [:Fit], "doubled" => [:boolean] }.freeze
  end

  # Dates of a recurrence.
  class Occurrences < Value
    # @return [Array<Occurrence>] The dates, in local order; those that EXDATE leaves out are
    #   left out.
    attr_reader :items
    # @return [Symbol, nil] Why there are no more; none: there are, behind the limit.
    attr_reader :stop

    def initialize(items:, stop: nil)
      super()
      @items = own(items)
      @stop = stop
      freeze
    end

    def read(json)
      @items = json["items"].map { |one| Occurrence.decode(one) }.freeze
      @stop = json["stop"]&.to_sym
      freeze
    end

    def to_h
      { items: @items, stop: @stop }
    end

    FIELDS = { "items" => [[:Occurrence]], "stop" => [:Stop] }.freeze
  end

  # What one distributor offers of one variant in one cycle.
  class Offer < Value
    # @return [String] Whose cycle.
    attr_reader :enterprise
    # @return [String] In which cycle.
    attr_reader :cycle
    # @return [String] Who distributes.
    attr_reader :distributor
    # @return [String] What.
    attr_reader :variant
    # @return [Money] The price of one unit.
    attr_reader :price
    # @return [Money] The price when the cycle was planned, as projections showed it (R24).
    attr_reader :planned_price
    # @return [BigDecimal, nil] How much there is in all; none: unlimited.
    attr_reader :stock
    # @return [BigDecimal, nil] How much of it nobody has claimed yet.
    attr_reader :free
    # @return [Integer] Raised by every change of price or stock (not by claims).
    attr_reader :version

    def initialize(enterprise:, cycle:, distributor:, variant:, price:, planned_price:,
                   stock: nil, free: nil, version:)
      super()
      @enterprise = own(enterprise)
      @cycle = own(cycle)
      @distributor = own(distributor)
      @variant = own(variant)
      @price = price
      @planned_price = planned_price
      @stock = stock
      @free = free
      @version = version
      freeze
    end

    def read(json)
      @enterprise = json["enterprise"]
      @cycle = json["cycle"]
      @distributor = json["distributor"]
      @variant = json["variant"]
      @price = Money.decode(json["price"])
      @planned_price = Money.decode(json["planned_price"])
      @stock = (one = json["stock"]) && BigDecimal(one)
      @free = (one = json["free"]) && BigDecimal(one)
      @version = json["version"]
      freeze
    end

    def to_h
      { enterprise: @enterprise, cycle: @cycle, distributor: @distributor, variant: @variant,
        price: @price, planned_price: @planned_price, stock: @stock, free: @free,
        version: @version }
    end

    FIELDS = { "enterprise" => [:text], "cycle" => [:uuid], "distributor" => [:text],
               "variant" => [:text], "price" => [:Money], "planned_price" => [:Money],
               "stock" => [:decimal], "free" => [:decimal], "version" => [:integer] }.freeze
  end

  # What is offered of one variant.
  class OfferInput < Value
    # @return [String] What.
    attr_reader :variant
    # @return [BigDecimal] The price of one unit, in the enterprise's currency.
    attr_reader :price
    # @return [BigDecimal, nil] How much there is, in unit steps; none: unlimited.
    attr_reader :stock

    def initialize(variant:, price:, stock: nil)
      super()
      @variant = own(variant)
      @price = price
      @stock = stock
      freeze
    end

    def read(json)
      @variant = json["variant"]
      @price = BigDecimal(json["price"])
      @stock = (one = json["stock"]) && BigDecimal(one)
      freeze
    end

    def to_h
      { variant: @variant, price: @price, stock: @stock }
    end

    FIELDS = { "variant" => [:text], "price" => [:decimal], "stock" => [:decimal, :maybe] }.freeze
  end

  # What is left of a limited offer.
  class OfferLeft < Value
    # @return [String] Who distributes.
    attr_reader :distributor
    # @return [String] What.
    attr_reader :variant
    # @return [BigDecimal] How much nobody got.
    attr_reader :free

    def initialize(distributor:, variant:, free:)
      super()
      @distributor = own(distributor)
      @variant = own(variant)
      @free = free
      freeze
    end

    def read(json)
      @distributor = json["distributor"]
      @variant = json["variant"]
      @free = BigDecimal(json["free"])
      freeze
    end

    def to_h
      { distributor: @distributor, variant: @variant, free: @free }
    end

    FIELDS = { "distributor" => [:text], "variant" => [:text], "free" => [:decimal] }.freeze
  end

  # An offer by its name.
  class OfferName < Value
    # @return [String] Who distributes.
    attr_reader :distributor
    # @return [String] What.
    attr_reader :variant

    def initialize(distributor:, variant:)
      super()
      @distributor = own(distributor)
      @variant = own(variant)
      freeze
    end

    def read(json)
      @distributor = json["distributor"]
      @variant = json["variant"]
      freeze
    end

    def to_h
      { distributor: @distributor, variant: @variant }
    end

    FIELDS = { "distributor" => [:text], "variant" => [:text] }.freeze
  end

  # An offer that changes, or is new and then has a price.
  class OfferPatch < Value
    # @return [String] Who distributes.
    attr_reader :distributor
    # @return [String] What.
    attr_reader :variant
    # @return [BigDecimal, nil] The price of one unit.
    attr_reader :price
    # @return [BigDecimal, nil] How much there is in all, with what is claimed already; null:
    #   unlimited.
    attr_reader :stock

    def initialize(distributor:, variant:, price: KEEP, stock: KEEP)
      super()
      @distributor = own(distributor)
      @variant = own(variant)
      @price = price
      @stock = stock
      freeze
    end

    def read(json)
      @distributor = json["distributor"]
      @variant = json["variant"]
      @price = Coder.patch(json, "price") { |one| BigDecimal(one) }
      @stock = Coder.patch(json, "stock") { |one| BigDecimal(one) }
      freeze
    end

    def to_h
      { distributor: @distributor, variant: @variant, price: @price, stock: @stock }
    end

    FIELDS = { "distributor" => [:text], "variant" => [:text], "price" => [:decimal],
               "stock" => [:decimal] }.freeze
  end

  # What happens to a cycle whose day is a holiday (R9).
  module OnHoliday
    # It stays, and the plan says so.
    KEEP = :keep
    # It is left out; its number is not given to another.
    DROP = :drop
    # The whole window moves to the nearest earlier day that is no holiday.
    BEFORE = :before
    # The whole window moves to the nearest later day that is no holiday.
    AFTER = :after
    ALL = [KEEP, DROP, BEFORE, AFTER].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # What becomes of orders that are open while cycles are left out (R29).
  module OpenOrders
    # They stay.
    KEEP = :keep
    # They are cancelled.
    CANCEL = :cancel
    ALL = [KEEP, CANCEL].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # What an opening gives.
  class OpenPlan < Value
    # @return [Array<PlannedPair>] What becomes of each standing order, in the order in which
    #   they were made.
    attr_reader :pairs
    # @return [Array<OfferLeft>] What is left of each limited offer.
    attr_reader :left

    def initialize(pairs:, left:)
      super()
      @pairs = own(pairs)
      @left = own(left)
      freeze
    end

    def read(json)
      @pairs = json["pairs"].map { |one| PlannedPair.decode(one) }.freeze
      @left = json["left"].map { |one| OfferLeft.decode(one) }.freeze
      freeze
    end

    def to_h
      { pairs: @pairs, left: @left }
    end

    FIELDS = { "pairs" => [[:PlannedPair]], "left" => [[:OfferLeft]] }.freeze
  end

  # What a customer gets in one cycle.
  class Order < Value
    # @return [String] Who sells.
    attr_reader :enterprise
    # @return [String] Our id; that of a generated order derives from its pair (E1).
    attr_reader :id
    # @return [Symbol] Where it came from.
    attr_reader :origin
    # @return [Symbol] Where it stands.
    attr_reader :state
    # @return [Boolean] Whether it waits for staff and is not placed at close (R39).
    attr_reader :held
    # @return [Boolean] Whether it was placed early by the customer's own confirmation (R34).
    attr_reader :confirmed
    # @return [Boolean] Whether it came after its time (E5).
    attr_reader :late
    # @return [Boolean] Whether staff should check the customer: his e-mail has several (R17).
    attr_reader :check_customer
    # @return [String] Whose.
    attr_reader :customer
    # @return [String] In which cycle.
    attr_reader :cycle
    # @return [String] Who distributes it.
    attr_reader :distributor
    # @return [String, nil] The standing order that made it.
    attr_reader :standing_order
    # @return [String, nil] The host's shipping method.
    attr_reader :shipping_method
    # @return [String, nil] The host's payment method.
    attr_reader :payment_method
    # @return [Address, nil] Where goods go.
    attr_reader :shipping_address
    # @return [String, nil] The customer's note, printed on sheets (R17).
    attr_reader :note
    # @return [Array<FeeCharged>] What is charged beside the goods.
    attr_reader :fees
    # @return [Array<EditConflict>] What a standing order's revision and its lines really
    #   disagree about (D8).
    attr_reader :conflicts
    # @return [Money] The sum of the lines.
    attr_reader :item_total
    # @return [Money] Lines and fees.
    attr_reader :total
    # @return [Money, nil] What it has charged to the customer's account; none: nothing yet, or
    #   it was taken back.
    attr_reader :charged
    # @return [Time] When made.
    attr_reader :created_at
    # @return [Time, nil] When placed.
    attr_reader :placed_at
    # @return [Integer] Raised by every change.
    attr_reader :version

    def initialize(enterprise:, id:, origin:, state:, held:, confirmed:, late:, check_customer:,
                   customer:, cycle:, distributor:, standing_order: nil, shipping_method: nil,
                   payment_method: nil, shipping_address: nil, note: nil, fees:, conflicts:,
                   item_total:, total:, charged: nil, created_at:, placed_at: nil, version:)
      super()
      @enterprise = own(enterprise)
      @id = own(id)
      @origin = origin
      @state = state
      @held = held
      @confirmed = confirmed
      @late = late
      @check_customer = check_customer
      @customer = own(customer)
      @cycle = own(cycle)
      @distributor = own(distributor)
      @standing_order = own(standing_order)
      @shipping_method = own(shipping_method)
      @payment_method = own(payment_method)
      @shipping_address = shipping_address
      @note = own(note)
      @fees = own(fees)
      @conflicts = own(conflicts)
      @item_total = item_total
      @total = total
      @charged = charged
      @created_at = created_at
      @placed_at = placed_at
      @version = version
      freeze
    end

    def read(json)
      @enterprise = json["enterprise"]
      @id = json["id"]
      @origin = json["origin"].to_sym
      @state = json["state"].to_sym
      @held = json["held"]
      @confirmed = json["confirmed"]
      @late = json["late"]
      @check_customer = json["check_customer"]
      @customer = json["customer"]
      @cycle = json["cycle"]
      @distributor = json["distributor"]
      @standing_order = json["standing_order"]
      @shipping_method = json["shipping_method"]
      @payment_method = json["payment_method"]
      @shipping_address = (one = json["shipping_address"]) && Address.decode(one)
      @note = json["note"]
      @fees = json["fees"].map { |one| FeeCharged.decode(one) }.freeze
      @conflicts = json["conflicts"].map { |one| EditConflict.decode(one) }.freeze
      @item_total = Money.decode(json["item_total"])
      @total = Money.decode(json["total"])
      @charged = (one = json["charged"]) && Money.decode(one)
      @created_at = Coder.time(json["created_at"])
      @placed_at = (one = json["placed_at"]) && Coder.time(one)
      @version = json["version"]
      freeze
    end

    def to_h
      { enterprise: @enterprise, id: @id, origin: @origin, state: @state, held: @held,
        confirmed: @confirmed, late: @late, check_customer: @check_customer, customer: @customer,
        cycle: @cycle, distributor: @distributor, standing_order: @standing_order,
        shipping_method: @shipping_method, payment_method: @payment_method,
        shipping_address: @shipping_address, note: @note, fees: @fees, conflicts: @conflicts,
        item_total: @item_total, total: @total, charged: @charged, created_at: @created_at,
        placed_at: @placed_at, version: @version }
    end

    FIELDS = { "enterprise" => [:text], "id" => [:uuid], "origin" => [:Origin],
               "state" => [:OrderState], "held" => [:boolean], "confirmed" => [:boolean],
               "late" => [:boolean], "check_customer" => [:boolean], "customer" => [:uuid],
               "cycle" => [:uuid], "distributor" => [:text], "standing_order" => [:uuid],
               "shipping_method" => [:text], "payment_method" => [:text],
               "shipping_address" => [:Address], "note" => [:text],
               "fees" => [[:FeeCharged]], "conflicts" => [[:EditConflict]],
               "item_total" => [:Money], "total" => [:Money], "charged" => [:Money],
               "created_at" => [:instant], "placed_at" => [:instant],
               "version" => [:integer] }.freeze
  end

  # One line of an order. It keeps what was asked, given and ordered (R24).
  class OrderLine < Value
    # @return [String] Who sells.
    attr_reader :enterprise
    # @return [String] In which cycle.
    attr_reader :cycle
    # @return [String] Of which order.
    attr_reader :order
    # @return [Integer] Counts the order's lines from 1.
    attr_reader :position
    # @return [String] What.
    attr_reader :variant
    # @return [BigDecimal] What the standing order, or the shopper, asked for.
    attr_reader :asked
    # @return [BigDecimal] What there was for it when stock was shared out.
    attr_reader :given
    # @return [BigDecimal] What the customer gets, after his own edits; 0 when taken out.
    attr_reader :ordered
    # @return [Money] The price of one unit, fixed when the line came in (R24).
    attr_reader :price
    # @return [Money] `price × ordered`, rounded once (R28).
    attr_reader :amount
    # @return [Boolean] Whether the standing order asked for it, so that its revisions reach it
    #   (D8).
    attr_reader :standing

    def initialize(enterprise:, cycle:, order:, position:, variant:, asked:, given:, ordered:,
                   price:, amount:, standing:)
      super()
      @enterprise = own(enterprise)
      @cycle = own(cycle)
      @order = own(order)
      @position = position
      @variant = own(variant)
      @asked = asked
      @given = given
      @ordered = ordered
      @price = price
      @amount = amount
      @standing = standing
      freeze
    end

    def read(json)
      @enterprise = json["enterprise"]
      @cycle = json["cycle"]
      @order = json["order"]
      @position = json["position"]
      @variant = json["variant"]
      @asked = BigDecimal(json["asked"])
      @given = BigDecimal(json["given"])
      @ordered = BigDecimal(json["ordered"])
      @price = Money.decode(json["price"])
      @amount = Money.decode(json["amount"])
      @standing = json["standing"]
      freeze
    end

    def to_h
      { enterprise: @enterprise, cycle: @cycle, order: @order, position: @position,
        variant: @variant, asked: @asked, given: @given, ordered: @ordered, price: @price,
        amount: @amount, standing: @standing }
    end

    FIELDS = { "enterprise" => [:text], "cycle" => [:uuid], "order" => [:uuid],
               "position" => [:integer], "variant" => [:text], "asked" => [:decimal],
               "given" => [:decimal], "ordered" => [:decimal], "price" => [:Money],
               "amount" => [:Money], "standing" => [:boolean] }.freeze
  end

  # Where an order stands.
  module OrderState
    # Made ahead, waits for its cycle to open; it holds no stock yet (R27).
    AHEAD = :ahead
    # Generated, waits for close, editable; it holds its stock.
    PENDING = :pending
    # Placed: it charges.
    PLACED = :placed
    # Packed and handed over.
    FULFILLED = :fulfilled
    # Cancelled; it holds and charges nothing.
    CANCELLED = :cancelled
    ALL = [AHEAD, PENDING, PLACED, FULFILLED, CANCELLED].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # An order with its lines.
  class OrderWithLines < Value
    # @return [Order] The order.
    attr_reader :order
    # @return [Array<OrderLine>] Its lines, in their order.
    attr_reader :lines

    def initialize(order:, lines:)
      super()
      @order = order
      @lines = own(lines)
      freeze
    end

    def read(json)
      @order = Order.decode(json["order"])
      @lines = json["lines"].map { |one| OrderLine.decode(one) }.freeze
      freeze
    end

    def to_h
      { order: @order, lines: @lines }
    end

    FIELDS = { "order" => [:Order], "lines" => [[:OrderLine]] }.freeze
  end

  # Orders with their lines.
  class OrderWithLinesPage < Value
    # @return [Array<OrderWithLines>] The rows, in the list's order.
    attr_reader :items
    # @return [String, nil] Give it as `after` for the rows that follow; none: there are no more.
    attr_reader :next_page

    def initialize(items:, next_page: nil)
      super()
      @items = own(items)
      @next_page = own(next_page)
      freeze
    end

    def read(json)
      @items = json["items"].map { |one| OrderWithLines.decode(one) }.freeze
      @next_page = json["next_page"]
      freeze
    end

    def to_h
      { items: @items, next_page: @next_page }
    end

    FIELDS = { "items" => [[:OrderWithLines]], "next_page" => [:text] }.freeze
  end

  # What became of the orders that had no customer.
  class OrdersLinked < Value
    # @return [Integer] Orders that have a customer now.
    attr_reader :linked
    # @return [Integer] Customers who were made.
    attr_reader :created
    # @return [Integer] Orders whose address finds nobody.
    attr_reader :left

    def initialize(linked:, created:, left:)
      super()
      @linked = linked
      @created = created
      @left = left
      freeze
    end

    def read(json)
      @linked = json["linked"]
      @created = json["created"]
      @left = json["left"]
      freeze
    end

    def to_h
      { linked: @linked, created: @created, left: @left }
    end

    FIELDS = { "linked" => [:integer], "created" => [:integer], "left" => [:integer] }.freeze
  end

  # Where an order came from.
  module Origin
    # A standing order.
    STANDING = :standing
    # The shop's own checkout.
    SHOP = :shop
    # Staff, by hand.
    MANUAL = :manual
    ALL = [STANDING, SHOP, MANUAL].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # What became of one (standing order, cycle) pair, and why. Never silent.
  class Outcome < Value
    # @return [String] Whose.
    attr_reader :enterprise
    # @return [String] The standing order.
    attr_reader :standing_order
    # @return [String] The cycle.
    attr_reader :cycle
    # @return [Symbol] What became of it.
    attr_reader :kind
    # @return [Why] Why, with the rule that decided.
    attr_reader :why
    # @return [String, nil] The order that was made, or that its lines joined.
    attr_reader :order
    # @return [Integer] How often it failed.
    attr_reader :attempts
    # @return [Boolean] Whether it came after its time (E5).
    attr_reader :late
    # @return [Time] When.
    attr_reader :at
    # @return [Integer] Raised by every change.
    attr_reader :version

    def initialize(enterprise:, standing_order:, cycle:, kind:, why:, order: nil, attempts:,
                   late:, at:, version:)
      super()
      @enterprise = own(enterprise)
      @standing_order = own(standing_order)
      @cycle = own(cycle)
      @kind = kind
      @why = why
      @order = own(order)
      @attempts = attempts
      @late = late
      @at = at
      @version = version
      freeze
    end

    def read(json)
      @enterprise = json["enterprise"]
      @standing_order = json["standing_order"]
      @cycle = json["cycle"]
      @kind = json["kind"].to_sym
      @why = Why.decode(json["why"])
      @order = json["order"]
      @attempts = json["attempts"]
      @late = json["late"]
      @at = Coder.time(json["at"])
      @version = json["version"]
      freeze
    end

    def to_h
      { enterprise: @enterprise, standing_order: @standing_order, cycle: @cycle, kind: @kind,
        why: @why, order: @order, attempts: @attempts, late: @late, at: @at, version: @version }
    end

    FIELDS = { "enterprise" => [:text], "standing_order" => [:uuid], "cycle" => [:uuid],
               "kind" => [:OutcomeKind], "why" => [:Why], "order" => [:uuid],
               "attempts" => [:integer], "late" => [:boolean], "at" => [:instant],
               "version" => [:integer] }.freeze
  end

  # What became of one (standing order, cycle) pair.
  module OutcomeKind
    # An order was made.
    GENERATED = :generated
    # Its lines joined another order of the customer.
    COMBINED = :combined
    # Nothing of it was available: no order.
    EMPTY = :empty
    # The customer or staff left this cycle out.
    SKIPPED = :skipped
    # It was paused.
    PAUSED = :paused
    # No line was due in this cycle.
    NOT_DUE = :not_due
    # Its distributor is not in the cycle.
    NOT_DISTRIBUTED = :not_distributed
    # The cycle came and went while nothing ticked.
    MISSED = :missed
    # It could not be worked off; it is tried again until close.
    FAILED = :failed
    ALL = [GENERATED, COMBINED, EMPTY, SKIPPED, PAUSED, NOT_DUE, NOT_DISTRIBUTED, MISSED,
                   FAILED].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # What became of the standing orders in a cycle.
  class OutcomePage < Value
    # @return [CycleDates] The cycle.
    attr_reader :dates
    # @return [Array<Outcome>] The outcomes, by standing order.
    attr_reader :items
    # @return [String, nil] Give it as `after` for the rows that follow; none: there are no more.
    attr_reader :next_page

    def initialize(dates:, items:, next_page: nil)
      super()
      @dates = dates
      @items = own(items)
      @next_page = own(next_page)
      freeze
    end

    def read(json)
      @dates = CycleDates.decode(json["dates"])
      @items = json["items"].map { |one| Outcome.decode(one) }.freeze
      @next_page = json["next_page"]
      freeze
    end

    def to_h
      { dates: @dates, items: @items, next_page: @next_page }
    end

    FIELDS = { "dates" => [:CycleDates], "items" => [[:Outcome]], "next_page" => [:text] }.freeze
  end

  # A customer for whom a person acts.
  class OwnCustomer < Value
    # @return [Customer] The customer.
    attr_reader :customer
    # @return [String, nil] The contact as whom he acts; none: he is the customer himself.
    attr_reader :contact
    # @return [Symbol] How far he may act.
    attr_reader :access

    def initialize(customer:, contact: nil, access:)
      super()
      @customer = customer
      @contact = own(contact)
      @access = access
      freeze
    end

    def read(json)
      @customer = Customer.decode(json["customer"])
      @contact = json["contact"]
      @access = json["access"].to_sym
      freeze
    end

    def to_h
      { customer: @customer, contact: @contact, access: @access }
    end

    FIELDS = { "customer" => [:Customer], "contact" => [:uuid],
               "access" => [:ContactAccess] }.freeze
  end

  # The customers for whom a person acts.
  class OwnCustomers < Value
    # @return [Array<OwnCustomer>] Those that he is himself, then those for whom he is a contact;
    #   by enterprise.
    attr_reader :items

    def initialize(items:)
      super()
      @items = own(items)
      freeze
    end

    def read(json)
      @items = json["items"].map { |one| OwnCustomer.decode(one) }.freeze
      freeze
    end

    def to_h
      { items: @items }
    end

    FIELDS = { "items" => [[:OwnCustomer]] }.freeze
  end

  # Whether a standing order is due in a cycle, and why.
  class PairExplained < Value
    # @return [Boolean] Whether it is due.
    attr_reader :due
    # @return [Symbol, nil] What becomes of the pair where it is not due; none: it is due, or
    #   none of its business.
    attr_reader :outcome
    # @return [Why] Why, as data.
    attr_reader :why
    # @return [String] The id of the rule that decides, as `docs/rules` has it.
    attr_reader :rule
    # @return [String] Why, in a sentence.
    attr_reader :sentence
    # @return [Date] The date of the cycle that counts (R3).
    attr_reader :date
    # @return [Time] Until when the customer may change anything (D14).
    attr_reader :customer_limit
    # @return [Array<String>] The variants of the lines that are due.
    attr_reader :variants

    def initialize(due:, outcome: nil, why:, rule:, sentence:, date:, customer_limit:, variants:)
      super()
      @due = due
      @outcome = outcome
      @why = why
      @rule = own(rule)
      @sentence = own(sentence)
      @date = date
      @customer_limit = customer_limit
      @variants = own(variants)
      freeze
    end

    def read(json)
      @due = json["due"]
      @outcome = json["outcome"]&.to_sym
      @why = Why.decode(json["why"])
      @rule = json["rule"]
      @sentence = json["sentence"]
      @date = Date.iso8601(json["date"]).freeze
      @customer_limit = Coder.time(json["customer_limit"])
      @variants = json["variants"]
      freeze
    end

    def to_h
      { due: @due, outcome: @outcome, why: @why, rule: @rule, sentence: @sentence, date: @date,
        customer_limit: @customer_limit, variants: @variants }
    end

    FIELDS = { "due" => [:boolean], "outcome" => [:OutcomeKind], "why" => [:Why],
               "rule" => [:text], "sentence" => [:text], "date" => [:date],
               "customer_limit" => [:instant], "variants" => [[:text]] }.freeze
  end

  # Why no cycle is made from a slot.
  module PassedOver
    extend Union
  end

  # EXDATE leaves it out.
  class PassedOverExcepted < Value
    include PassedOver

    # @return [Symbol] `:excepted`
    def kind = :excepted

    def initialize
      super
      freeze
    end

    def read(_json) = freeze
    def to_h = { kind: :excepted }

    FIELDS = {}.freeze
  end

  # Its day is a holiday, and the series drops those (R9).
  class PassedOverHoliday < Value
    include PassedOver

    # @return [Symbol] `:holiday`
    def kind = :holiday

    # @return [Date] The holiday.
    attr_reader :date

    def initialize(date:)
      super()
      @date = date
      freeze
    end

    def read(json)
      @date = Date.iso8601(json["date"]).freeze
      freeze
    end

    def to_h
      { kind: :holiday, date: @date }
    end

    FIELDS = { "date" => [:date] }.freeze
  end

  # It was over at the time of planning.
  class PassedOverPast < Value
    include PassedOver

    # @return [Symbol] `:past`
    def kind = :past

    def initialize
      super
      freeze
    end

    def read(_json) = freeze
    def to_h = { kind: :past }

    FIELDS = {}.freeze
  end

  # The clocks skip it, and the time that stands in for it is a slot of its own.
  class PassedOverDoubled < Value
    include PassedOver

    # @return [Symbol] `:doubled`
    def kind = :doubled

    def initialize
      super
      freeze
    end

    def read(_json) = freeze
    def to_h = { kind: :doubled }

    FIELDS = {}.freeze
  end

  # The clocks leave no time between its opening and its close.
  class PassedOverEmpty < Value
    include PassedOver

    # @return [Symbol] `:empty`
    def kind = :empty

    def initialize
      super
      freeze
    end

    def read(_json) = freeze
    def to_h = { kind: :empty }

    FIELDS = {}.freeze
  end

  module PassedOver
    KINDS = { excepted: PassedOverExcepted, holiday: PassedOverHoliday,
              past: PassedOverPast, doubled: PassedOverDoubled, empty: PassedOverEmpty }.freeze
  end

  # A slot from which no cycle is made.
  class PassedSlot < Value
    # @return [Integer, nil] Its number, which no other cycle gets.
    attr_reader :number
    # @return [LocalTime] The slot of the rule.
    attr_reader :nominal
    # @return [PassedOver] Why.
    attr_reader :why

    def initialize(number: nil, nominal:, why:)
      super()
      @number = number
      @nominal = nominal
      @why = why
      freeze
    end

    def read(json)
      @number = json["number"]
      @nominal = LocalTime.parse(json["nominal"])
      @why = PassedOver.decode(json["why"])
      freeze
    end

    def to_h
      { number: @number, nominal: @nominal, why: @why }
    end

    FIELDS = { "number" => [:integer], "nominal" => [:local], "why" => [:PassedOver] }.freeze
  end

  # One line of a past order, as the host's shop remembers it.
  class PastLine < Value
    # @return [String] What it was called.
    attr_reader :name
    # @return [String, nil] The host's id of the variant, where it had one; it may be gone by
    #   now.
    attr_reader :variant
    # @return [String, nil] Its category then.
    attr_reader :category
    # @return [BigDecimal] How much.
    attr_reader :quantity
    # @return [Money] What it cost; below zero for a discount.
    attr_reader :amount

    def initialize(name:, variant: nil, category: nil, quantity:, amount:)
      super()
      @name = own(name)
      @variant = own(variant)
      @category = own(category)
      @quantity = quantity
      @amount = amount
      freeze
    end

    def read(json)
      @name = json["name"]
      @variant = json["variant"]
      @category = json["category"]
      @quantity = BigDecimal(json["quantity"])
      @amount = Money.decode(json["amount"])
      freeze
    end

    def to_h
      { name: @name, variant: @variant, category: @category, quantity: @quantity, amount: @amount }
    end

    FIELDS = { "name" => [:text], "variant" => [:text], "category" => [:text],
               "quantity" => [:decimal], "amount" => [:Money] }.freeze
  end

  # One line of a past order.
  class PastLineInput < Value
    # @return [String] What it was called.
    attr_reader :name
    # @return [String, nil] The host's id of the variant; it need not be known any more.
    attr_reader :variant
    # @return [String, nil] Its category then; none: that of the variant, where it is known.
    attr_reader :category
    # @return [BigDecimal] How much.
    attr_reader :quantity
    # @return [BigDecimal] What it cost, in the enterprise's currency; below zero for a discount.
    attr_reader :amount

    def initialize(name:, variant: nil, category: nil, quantity:, amount:)
      super()
      @name = own(name)
      @variant = own(variant)
      @category = own(category)
      @quantity = quantity
      @amount = amount
      freeze
    end

    def read(json)
      @name = json["name"]
      @variant = json["variant"]
      @category = json["category"]
      @quantity = BigDecimal(json["quantity"])
      @amount = BigDecimal(json["amount"])
      freeze
    end

    def to_h
      { name: @name, variant: @variant, category: @category, quantity: @quantity, amount: @amount }
    end

    FIELDS = { "name" => [:text], "variant" => [:text, :maybe],
               "category" => [:text, :maybe], "quantity" => [:decimal],
               "amount" => [:decimal] }.freeze
  end

  # An order that the hub's shop took before Milkround was there, or outside of any cycle. It
  # charges nothing: opening balances are entries of the ledger.
  class PastOrder < Value
    # @return [String] Who sold.
    attr_reader :enterprise
    # @return [String] Our id.
    attr_reader :id
    # @return [String] What the host calls it, unique at the enterprise.
    attr_reader :reference
    # @return [String, nil] Whose; none: nobody's yet (A5).
    attr_reader :customer
    # @return [String, nil] The address under which it was placed.
    attr_reader :email
    # @return [Symbol] Where it stood.
    attr_reader :state
    # @return [Time] When it was placed.
    attr_reader :placed_at
    # @return [Money] What it came to, fees and discounts included.
    attr_reader :total
    # @return [Array<PastLine>] What was bought.
    attr_reader :lines
    # @return [String, nil] The customer's note.
    attr_reader :note
    # @return [Time] When it was recorded first.
    attr_reader :recorded_at
    # @return [Integer] Raised by every change.
    attr_reader :version

    def initialize(enterprise:, id:, reference:, customer: nil, email: nil, state:, placed_at:,
                   total:, lines:, note: nil, recorded_at:, version:)
      super()
      @enterprise = own(enterprise)
      @id = own(id)
      @reference = own(reference)
      @customer = own(customer)
      @email = own(email)
      @state = state
      @placed_at = placed_at
      @total = total
      @lines = own(lines)
      @note = own(note)
      @recorded_at = recorded_at
      @version = version
      freeze
    end

    def read(json)
      @enterprise = json["enterprise"]
      @id = json["id"]
      @reference = json["reference"]
      @customer = json["customer"]
      @email = json["email"]
      @state = json["state"].to_sym
      @placed_at = Coder.time(json["placed_at"])
      @total = Money.decode(json["total"])
      @lines = json["lines"].map { |one| PastLine.decode(one) }.freeze
      @note = json["note"]
      @recorded_at = Coder.time(json["recorded_at"])
      @version = json["version"]
      freeze
    end

    def to_h
      { enterprise: @enterprise, id: @id, reference: @reference, customer: @customer,
        email: @email, state: @state, placed_at: @placed_at, total: @total, lines: @lines,
        note: @note, recorded_at: @recorded_at, version: @version }
    end

    FIELDS = { "enterprise" => [:text], "id" => [:uuid], "reference" => [:text],
               "customer" => [:uuid], "email" => [:text], "state" => [:PastOrderState],
               "placed_at" => [:instant], "total" => [:Money], "lines" => [[:PastLine]],
               "note" => [:text], "recorded_at" => [:instant], "version" => [:integer] }.freeze
  end

  # One past order.
  class PastOrderInput < Value
    # @return [String] What the host calls it: 1 to 200 characters, unique at the enterprise.
    attr_reader :reference
    # @return [Time] When it was placed; not in the future.
    attr_reader :placed_at
    # @return [String, nil] The address under which it was placed; give it, or the customer, or
    #   both.
    attr_reader :email
    # @return [String, nil] Whose it is, or into whom that one was merged; none: whom the address
    #   finds.
    attr_reader :customer
    # @return [Symbol, nil] Where it stands; usually `fulfilled`.
    attr_reader :state
    # @return [BigDecimal] What it came to, fees and discounts included.
    attr_reader :total
    # @return [Array<PastLineInput>] What was bought: 1 to 500 lines. Where nothing is known, one
    #   line that says so.
    attr_reader :lines
    # @return [String, nil] The customer's note; at most 2,000 characters.
    attr_reader :note

    def initialize(reference:, placed_at:, email: nil, customer: nil, state: nil, total:, lines:,
                   note: nil)
      super()
      @reference = own(reference)
      @placed_at = placed_at
      @email = own(email)
      @customer = own(customer)
      @state = state
      @total = total
      @lines = own(lines)
      @note = own(note)
      freeze
    end

    def read(json)
      @reference = json["reference"]
      @placed_at = Coder.time(json["placed_at"])
      @email = json["email"]
      @customer = json["customer"]
      @state = json["state"]&.to_sym
      @total = BigDecimal(json["total"])
      @lines = json["lines"].map { |one| PastLineInput.decode(one) }.freeze
      @note = json["note"]
      freeze
    end

    def to_h
      { reference: @reference, placed_at: @placed_at, email: @email, customer: @customer,
        state: @state, total: @total, lines: @lines, note: @note }
    end

    FIELDS = { "reference" => [:text], "placed_at" => [:instant],
               "email" => [:text, :maybe], "customer" => [:uuid, :maybe],
               "state" => [:PastOrderState, :maybe], "total" => [:decimal],
               "lines" => [[:PastLineInput]], "note" => [:text, :maybe] }.freeze
  end

  # Past orders, the newest first.
  class PastOrderPage < Value
    # @return [Array<PastOrder>] The rows, in the list's order.
    attr_reader :items
    # @return [String, nil] Give it as `after` for the rows that follow; none: there are no more.
    attr_reader :next_page

    def initialize(items:, next_page: nil)
      super()
      @items = own(items)
      @next_page = own(next_page)
      freeze
    end

    def read(json)
      @items = json["items"].map { |one| PastOrder.decode(one) }.freeze
      @next_page = json["next_page"]
      freeze
    end

    def to_h
      { items: @items, next_page: @next_page }
    end

    FIELDS = { "items" => [[:PastOrder]], "next_page" => [:text] }.freeze
  end

  # Where a past order stood when it was recorded.
  module PastOrderState
    # Placed, and not handed over yet.
    PLACED = :placed
    # Handed over.
    FULFILLED = :fulfilled
    # Cancelled: it counts nowhere.
    CANCELLED = :cancelled
    ALL = [PLACED, FULFILLED, CANCELLED].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # What became of the orders.
  class PastOrdersRecorded < Value
    # @return [Integer] Those that are new.
    attr_reader :created
    # @return [Integer] Those that were known and differ now.
    attr_reader :updated
    # @return [Integer] Those that were recorded so already, or are an erased customer's.
    attr_reader :unchanged
    # @return [Integer] Those that belong to nobody yet.
    attr_reader :unlinked
    # @return [Integer] Customers who were made.
    attr_reader :customers_created

    def initialize(created:, updated:, unchanged:, unlinked:, customers_created:)
      super()
      @created = created
      @updated = updated
      @unchanged = unchanged
      @unlinked = unlinked
      @customers_created = customers_created
      freeze
    end

    def read(json)
      @created = json["created"]
      @updated = json["updated"]
      @unchanged = json["unchanged"]
      @unlinked = json["unlinked"]
      @customers_created = json["customers_created"]
      freeze
    end

    def to_h
      { created: @created, updated: @updated, unchanged: @unchanged, unlinked: @unlinked,
        customers_created: @customers_created }
    end

    FIELDS = { "created" => [:integer], "updated" => [:integer], "unchanged" => [:integer],
               "unlinked" => [:integer], "customers_created" => [:integer] }.freeze
  end

  # A time without orders, both dates included (D5).
  class Pause < Value
    # @return [Date] The first date.
    attr_reader :starts_on
    # @return [Date, nil] The last date; none: until further notice.
    attr_reader :ends_on
    # @return [Author] Who paused.
    attr_reader :by
    # @return [Time] When.
    attr_reader :at

    def initialize(starts_on:, ends_on: nil, by:, at:)
      super()
      @starts_on = starts_on
      @ends_on = ends_on
      @by = by
      @at = at
      freeze
    end

    def read(json)
      @starts_on = Date.iso8601(json["starts_on"]).freeze
      @ends_on = (one = json["ends_on"]) && Date.iso8601(one).freeze
      @by = Author.decode(json["by"])
      @at = Coder.time(json["at"])
      freeze
    end

    def to_h
      { starts_on: @starts_on, ends_on: @ends_on, by: @by, at: @at }
    end

    FIELDS = { "starts_on" => [:date], "ends_on" => [:date], "by" => [:Author],
               "at" => [:instant] }.freeze
  end

  # What the hub should know about a planned cycle.
  module PlanNote
    extend Union
  end

  # It closes at midnight, which belongs to the day that begins (R4).
  class PlanNoteMidnightClose < Value
    include PlanNote

    # @return [Symbol] `:midnight_close`
    def kind = :midnight_close

    # @return [Date] That day.
    attr_reader :date

    def initialize(date:)
      super()
      @date = date
      freeze
    end

    def read(json)
      @date = Date.iso8601(json["date"]).freeze
      freeze
    end

    def to_h
      { kind: :midnight_close, date: @date }
    end

    FIELDS = { "date" => [:date] }.freeze
  end

  # The clocks skip the opening: it is later on the wall clock.
  class PlanNoteOpeningSkipped < Value
    include PlanNote

    # @return [Symbol] `:opening_skipped`
    def kind = :opening_skipped

    # @return [LocalTime] The time that the rule gives.
    attr_reader :nominal

    def initialize(nominal:)
      super()
      @nominal = nominal
      freeze
    end

    def read(json)
      @nominal = LocalTime.parse(json["nominal"])
      freeze
    end

    def to_h
      { kind: :opening_skipped, nominal: @nominal }
    end

    FIELDS = { "nominal" => [:local] }.freeze
  end

  # The opening occurs twice: it is the first.
  class PlanNoteOpeningTwice < Value
    include PlanNote

    # @return [Symbol] `:opening_twice`
    def kind = :opening_twice

    # @return [LocalTime] The time that the rule gives.
    attr_reader :nominal

    def initialize(nominal:)
      super()
      @nominal = nominal
      freeze
    end

    def read(json)
      @nominal = LocalTime.parse(json["nominal"])
      freeze
    end

    def to_h
      { kind: :opening_twice, nominal: @nominal }
    end

    FIELDS = { "nominal" => [:local] }.freeze
  end

  # The clocks skip the close: it is later on the wall clock.
  class PlanNoteClosingSkipped < Value
    include PlanNote

    # @return [Symbol] `:closing_skipped`
    def kind = :closing_skipped

    # @return [LocalTime] The time that the rule gives.
    attr_reader :nominal

    def initialize(nominal:)
      super()
      @nominal = nominal
      freeze
    end

    def read(json)
      @nominal = LocalTime.parse(json["nominal"])
      freeze
    end

    def to_h
      { kind: :closing_skipped, nominal: @nominal }
    end

    FIELDS = { "nominal" => [:local] }.freeze
  end

  # The close occurs twice: it is the first.
  class PlanNoteClosingTwice < Value
    include PlanNote

    # @return [Symbol] `:closing_twice`
    def kind = :closing_twice

    # @return [LocalTime] The time that the rule gives.
    attr_reader :nominal

    def initialize(nominal:)
      super()
      @nominal = nominal
      freeze
    end

    def read(json)
      @nominal = LocalTime.parse(json["nominal"])
      freeze
    end

    def to_h
      { kind: :closing_twice, nominal: @nominal }
    end

    FIELDS = { "nominal" => [:local] }.freeze
  end

  # Its day is a holiday, and the series keeps it.
  class PlanNoteHoliday < Value
    include PlanNote

    # @return [Symbol] `:holiday`
    def kind = :holiday

    # @return [Date] The holiday.
    attr_reader :date

    def initialize(date:)
      super()
      @date = date
      freeze
    end

    def read(json)
      @date = Date.iso8601(json["date"]).freeze
      freeze
    end

    def to_h
      { kind: :holiday, date: @date }
    end

    FIELDS = { "date" => [:date] }.freeze
  end

  # Its day was a holiday: the whole window moved.
  class PlanNoteMovedForHoliday < Value
    include PlanNote

    # @return [Symbol] `:moved_for_holiday`
    def kind = :moved_for_holiday

    # @return [Date] The holiday.
    attr_reader :date
    # @return [Integer] By how many days; negative for earlier.
    attr_reader :days

    def initialize(date:, days:)
      super()
      @date = date
      @days = days
      freeze
    end

    def read(json)
      @date = Date.iso8601(json["date"]).freeze
      @days = json["days"]
      freeze
    end

    def to_h
      { kind: :moved_for_holiday, date: @date, days: @days }
    end

    FIELDS = { "date" => [:date], "days" => [:integer] }.freeze
  end

  # Its day is a holiday and so are all days near it: it stays.
  class PlanNoteNoDayFree < Value
    include PlanNote

    # @return [Symbol] `:no_day_free`
    def kind = :no_day_free

    # @return [Date] The holiday.
    attr_reader :date

    def initialize(date:)
      super()
      @date = date
      freeze
    end

    def read(json)
      @date = Date.iso8601(json["date"]).freeze
      freeze
    end

    def to_h
      { kind: :no_day_free, date: @date }
    end

    FIELDS = { "date" => [:date] }.freeze
  end

  # It opens before an earlier cycle closes.
  class PlanNoteOverlap < Value
    include PlanNote

    # @return [Symbol] `:overlap`
    def kind = :overlap

    # @return [Time] When the earlier one closes.
    attr_reader :previous_closes_at

    def initialize(previous_closes_at:)
      super()
      @previous_closes_at = previous_closes_at
      freeze
    end

    def read(json)
      @previous_closes_at = Coder.time(json["previous_closes_at"])
      freeze
    end

    def to_h
      { kind: :overlap, previous_closes_at: @previous_closes_at }
    end

    FIELDS = { "previous_closes_at" => [:instant] }.freeze
  end

  module PlanNote
    KINDS = { midnight_close: PlanNoteMidnightClose,
              opening_skipped: PlanNoteOpeningSkipped, opening_twice: PlanNoteOpeningTwice,
              closing_skipped: PlanNoteClosingSkipped, closing_twice: PlanNoteClosingTwice,
              holiday: PlanNoteHoliday, moved_for_holiday: PlanNoteMovedForHoliday,
              no_day_free: PlanNoteNoDayFree, overlap: PlanNoteOverlap }.freeze
  end

  # When one distributor hands out the orders of a cycle.
  class PlannedCollection < Value
    # @return [String] The distributor.
    attr_reader :distributor
    # @return [CollectionWindow] The window.
    attr_reader :window

    def initialize(distributor:, window:)
      super()
      @distributor = own(distributor)
      @window = window
      freeze
    end

    def read(json)
      @distributor = json["distributor"]
      @window = CollectionWindow.decode(json["window"])
      freeze
    end

    def to_h
      { distributor: @distributor, window: @window }
    end

    FIELDS = { "distributor" => [:text], "window" => [:CollectionWindow] }.freeze
  end

  # One cycle to be made.
  class PlannedCycle < Value
    # @return [Integer, nil] Its number in the series; extra dates (RDATE) beside a rule have
    #   none.
    attr_reader :number
    # @return [LocalTime] The slot of the rule, before any holiday moved it.
    attr_reader :nominal
    # @return [Time] When it opens.
    attr_reader :opens_at
    # @return [LocalTime] What the hub's clocks show then.
    attr_reader :opens_local
    # @return [Time] When it closes.
    attr_reader :closes_at
    # @return [LocalTime] What the hub's clocks show then.
    attr_reader :closes_local
    # @return [Array<PlannedCollection>] When each distributor hands out the orders.
    attr_reader :collections
    # @return [String] Its name.
    attr_reader :name
    # @return [Array<PlanNote>] What the hub should know about it.
    attr_reader :notes

    def initialize(number: nil, nominal:, opens_at:, opens_local:, closes_at:, closes_local:,
                   collections:, name:, notes:)
      super()
      @number = number
      @nominal = nominal
      @opens_at = opens_at
      @opens_local = opens_local
      @closes_at = closes_at
      @closes_local = closes_local
      @collections = own(collections)
      @name = own(name)
      @notes = own(notes)
      freeze
    end

    def read(json)
      @number = json["number"]
      @nominal = LocalTime.parse(json["nominal"])
      @opens_at = Coder.time(json["opens_at"])
      @opens_local = LocalTime.parse(json["opens_local"])
      @closes_at = Coder.time(json["closes_at"])
      @closes_local = LocalTime.parse(json["closes_local"])
      @collections = json["collections"].map { |one| PlannedCollection.decode(one) }.freeze
      @name = json["name"]
      @notes = json["notes"].map { |one| PlanNote.decode(one) }.freeze
      freeze
    end

    def to_h
      { number: @number, nominal: @nominal, opens_at: @opens_at, opens_local: @opens_local,
        closes_at: @closes_at, closes_local: @closes_local, collections: @collections,
        name: @name, notes: @notes }
    end

    FIELDS = { "number" => [:integer], "nominal" => [:local], "opens_at" => [:instant],
               "opens_local" => [:local], "closes_at" => [:instant],
               "closes_local" => [:local], "collections" => [[:PlannedCollection]],
               "name" => [:text], "notes" => [[:PlanNote]] }.freeze
  end

  # One line of a planned order.
  class PlannedLine < Value
    # @return [String] What.
    attr_reader :variant
    # @return [BigDecimal] How much is asked.
    attr_reader :asked
    # @return [BigDecimal] How much there is for it.
    attr_reader :given
    # @return [Money] The price of one unit; zero where it is not offered.
    attr_reader :price
    # @return [Money] `price × given`, rounded once (R28).
    attr_reader :amount

    def initialize(variant:, asked:, given:, price:, amount:)
      super()
      @variant = own(variant)
      @asked = asked
      @given = given
      @price = price
      @amount = amount
      freeze
    end

    def read(json)
      @variant = json["variant"]
      @asked = BigDecimal(json["asked"])
      @given = BigDecimal(json["given"])
      @price = Money.decode(json["price"])
      @amount = Money.decode(json["amount"])
      freeze
    end

    def to_h
      { variant: @variant, asked: @asked, given: @given, price: @price, amount: @amount }
    end

    FIELDS = { "variant" => [:text], "asked" => [:decimal], "given" => [:decimal],
               "price" => [:Money], "amount" => [:Money] }.freeze
  end

  # What becomes of one standing order in a cycle.
  class PlannedPair < Value
    # @return [String] The host's id of the standing order.
    attr_reader :standing_order
    # @return [Symbol, nil] What becomes of the pair; none: the cycle is none of its business.
    attr_reader :outcome
    # @return [Why] Why, as data.
    attr_reader :why
    # @return [String] The id of the rule that decides, as `docs/rules` has it.
    attr_reader :rule
    # @return [String] Why, in a sentence.
    attr_reader :sentence
    # @return [Array<PlannedLine>] The lines of its order; none where it gets no order.
    attr_reader :lines
    # @return [Array<FeeCharged>] The fees of its order.
    attr_reader :fees
    # @return [Money, nil] The total of its order, lines and fees; none where it gets no order.
    attr_reader :total

    def initialize(standing_order:, outcome: nil, why:, rule:, sentence:, lines:, fees:,
                   total: nil)
      super()
      @standing_order = own(standing_order)
      @outcome = outcome
      @why = why
      @rule = own(rule)
      @sentence = own(sentence)
      @lines = own(lines)
      @fees = own(fees)
      @total = total
      freeze
    end

    def read(json)
      @standing_order = json["standing_order"]
      @outcome = json["outcome"]&.to_sym
      @why = Why.decode(json["why"])
      @rule = json["rule"]
      @sentence = json["sentence"]
      @lines = json["lines"].map { |one| PlannedLine.decode(one) }.freeze
      @fees = json["fees"].map { |one| FeeCharged.decode(one) }.freeze
      @total = (one = json["total"]) && Money.decode(one)
      freeze
    end

    def to_h
      { standing_order: @standing_order, outcome: @outcome, why: @why, rule: @rule,
        sentence: @sentence, lines: @lines, fees: @fees, total: @total }
    end

    FIELDS = { "standing_order" => [:text], "outcome" => [:OutcomeKind], "why" => [:Why],
               "rule" => [:text], "sentence" => [:text], "lines" => [[:PlannedLine]],
               "fees" => [[:FeeCharged]], "total" => [:Money] }.freeze
  end

  # One entry of a customer's ledger. It is never changed: a wrong one is reversed (B3).
  class Posting < Value
    # @return [String] Whose books.
    attr_reader :enterprise
    # @return [String] Our id, ascending in time.
    attr_reader :id
    # @return [String] Whose account.
    attr_reader :customer
    # @return [Symbol] What it is.
    attr_reader :kind
    # @return [Money] What it adds to the balance: below zero where the customer owes more.
    attr_reader :amount
    # @return [String, nil] The order that it belongs to.
    attr_reader :order
    # @return [String, nil] The entry that it takes back.
    attr_reader :reverses
    # @return [String, nil] What the books outside call it: an invoice, a bank transfer.
    attr_reader :reference
    # @return [String, nil] Why, in words.
    attr_reader :note
    # @return [Date] The day for which it counts, in the enterprise's zone.
    attr_reader :booked_on
    # @return [Author] Who wrote it.
    attr_reader :by
    # @return [Time] When it was written.
    attr_reader :at

    def initialize(enterprise:, id:, customer:, kind:, amount:, order: nil, reverses: nil,
                   reference: nil, note: nil, booked_on:, by:, at:)
      super()
      @enterprise = own(enterprise)
      @id = own(id)
      @customer = own(customer)
      @kind = kind
      @amount = amount
      @order = own(order)
      @reverses = own(reverses)
      @reference = own(reference)
      @note = own(note)
      @booked_on = booked_on
      @by = by
      @at = at
      freeze
    end

    def read(json)
      @enterprise = json["enterprise"]
      @id = json["id"]
      @customer = json["customer"]
      @kind = json["kind"].to_sym
      @amount = Money.decode(json["amount"])
      @order = json["order"]
      @reverses = json["reverses"]
      @reference = json["reference"]
      @note = json["note"]
      @booked_on = Date.iso8601(json["booked_on"]).freeze
      @by = Author.decode(json["by"])
      @at = Coder.time(json["at"])
      freeze
    end

    def to_h
      { enterprise: @enterprise, id: @id, customer: @customer, kind: @kind, amount: @amount,
        order: @order, reverses: @reverses, reference: @reference, note: @note,
        booked_on: @booked_on, by: @by, at: @at }
    end

    FIELDS = { "enterprise" => [:text], "id" => [:uuid], "customer" => [:uuid],
               "kind" => [:PostingKind], "amount" => [:Money], "order" => [:uuid],
               "reverses" => [:uuid], "reference" => [:text], "note" => [:text],
               "booked_on" => [:date], "by" => [:Author], "at" => [:instant] }.freeze
  end

  # What an entry of the ledger is (B3).
  module PostingKind
    # An order was placed, or something else is owed: the customer owes more.
    CHARGE = :charge
    # What an order costs has changed, or staff correct the balance, either way.
    ADJUSTMENT = :adjustment
    # The customer has paid.
    PAYMENT = :payment
    # The customer was paid back.
    REFUND = :refund
    # Something is given to the customer: goodwill, a returned crate.
    CREDIT = :credit
    # What the customer owes is given up.
    WRITE_OFF = :write_off
    # An entry, or all that an order charged, is taken back.
    REVERSAL = :reversal
    ALL = [CHARGE, ADJUSTMENT, PAYMENT, REFUND, CREDIT, WRITE_OFF, REVERSAL].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # Entries of the ledger, the latest day first.
  class PostingPage < Value
    # @return [Array<Posting>] The rows, in the list's order.
    attr_reader :items
    # @return [String, nil] Give it as `after` for the rows that follow; none: there are no more.
    attr_reader :next_page

    def initialize(items:, next_page: nil)
      super()
      @items = own(items)
      @next_page = own(next_page)
      freeze
    end

    def read(json)
      @items = json["items"].map { |one| Posting.decode(one) }.freeze
      @next_page = json["next_page"]
      freeze
    end

    def to_h
      { items: @items, next_page: @next_page }
    end

    FIELDS = { "items" => [[:Posting]], "next_page" => [:text] }.freeze
  end

  # A cycle that does not exist yet.
  class PreviewedCycle < Value
    # @return [Integer, nil] Its number in the series.
    attr_reader :number
    # @return [String] Its name.
    attr_reader :name
    # @return [LocalTime] The slot of the rule, before any holiday moved it.
    attr_reader :nominal
    # @return [Time] When it would open.
    attr_reader :opens_at
    # @return [Time] When it would close.
    attr_reader :closes_at
    # @return [Date] The local date on which it would open.
    attr_reader :opens_on
    # @return [Date] The local date on which it would close (R4: the literal date, also at
    #   midnight).
    attr_reader :closes_on
    # @return [Date, nil] The local date on which collection would begin.
    attr_reader :collected_on
    # @return [Array<PlannedCollection>] When each distributor would hand out the orders.
    attr_reader :collections
    # @return [Array<PlanNote>] What there is to know about it.
    attr_reader :notes

    def initialize(number: nil, name:, nominal:, opens_at:, closes_at:, opens_on:, closes_on:,
                   collected_on: nil, collections:, notes:)
      super()
      @number = number
      @name = own(name)
      @nominal = nominal
      @opens_at = opens_at
      @closes_at = closes_at
      @opens_on = opens_on
      @closes_on = closes_on
      @collected_on = collected_on
      @collections = own(collections)
      @notes = own(notes)
      freeze
    end

    def read(json)
      @number = json["number"]
      @name = json["name"]
      @nominal = LocalTime.parse(json["nominal"])
      @opens_at = Coder.time(json["opens_at"])
      @closes_at = Coder.time(json["closes_at"])
      @opens_on = Date.iso8601(json["opens_on"]).freeze
      @closes_on = Date.iso8601(json["closes_on"]).freeze
      @collected_on = (one = json["collected_on"]) && Date.iso8601(one).freeze
      @collections = json["collections"].map { |one| PlannedCollection.decode(one) }.freeze
      @notes = json["notes"].map { |one| PlanNote.decode(one) }.freeze
      freeze
    end

    def to_h
      { number: @number, name: @name, nominal: @nominal, opens_at: @opens_at,
        closes_at: @closes_at, opens_on: @opens_on, closes_on: @closes_on,
        collected_on: @collected_on, collections: @collections, notes: @notes }
    end

    FIELDS = { "number" => [:integer], "name" => [:text], "nominal" => [:local],
               "opens_at" => [:instant], "closes_at" => [:instant], "opens_on" => [:date],
               "closes_on" => [:date], "collected_on" => [:date],
               "collections" => [[:PlannedCollection]], "notes" => [[:PlanNote]] }.freeze
  end

  # Work that could not be done as a whole.
  class Problem < Value
    # @return [String] The row of `due`, for whoever looks into the store: enterprise number,
    #   kind, subject.
    attr_reader :work
    # @return [String] The error's code.
    attr_reader :code
    # @return [String] What was wrong.
    attr_reader :message
    # @return [Time, nil] When it is tried again; none: the row itself does not read back.
    attr_reader :again_at

    def initialize(work:, code:, message:, again_at: nil)
      super()
      @work = own(work)
      @code = own(code)
      @message = own(message)
      @again_at = again_at
      freeze
    end

    def read(json)
      @work = json["work"]
      @code = json["code"]
      @message = json["message"]
      @again_at = (one = json["again_at"]) && Coder.time(one)
      freeze
    end

    def to_h
      { work: @work, code: @code, message: @message, again_at: @again_at }
    end

    FIELDS = { "work" => [:text], "code" => [:text], "message" => [:text],
               "again_at" => [:instant] }.freeze
  end

  # A charge that the host quotes: shipping, payment method.
  class QuotedFeeInput < Value
    # @return [String] What the customer reads.
    attr_reader :name
    # @return [String] The enterprise that charges it.
    attr_reader :charged_by
    # @return [BigDecimal] How much, in the enterprise's currency.
    attr_reader :amount

    def initialize(name:, charged_by:, amount:)
      super()
      @name = own(name)
      @charged_by = own(charged_by)
      @amount = amount
      freeze
    end

    def read(json)
      @name = json["name"]
      @charged_by = json["charged_by"]
      @amount = BigDecimal(json["amount"])
      freeze
    end

    def to_h
      { name: @name, charged_by: @charged_by, amount: @amount }
    end

    FIELDS = { "name" => [:text], "charged_by" => [:text], "amount" => [:decimal] }.freeze
  end

  # A customer who was left as he is.
  class RefusedCustomer < Value
    # @return [String] Who.
    attr_reader :customer
    # @return [String] What stands against it: a code of errors.
    attr_reader :code
    # @return [String] What is wrong and what to do.
    attr_reader :message

    def initialize(customer:, code:, message:)
      super()
      @customer = own(customer)
      @code = own(code)
      @message = own(message)
      freeze
    end

    def read(json)
      @customer = json["customer"]
      @code = json["code"]
      @message = json["message"]
      freeze
    end

    def to_h
      { customer: @customer, code: @code, message: @message }
    end

    FIELDS = { "customer" => [:uuid], "code" => [:text], "message" => [:text] }.freeze
  end

  # What a standing order holds from a date on: a full snapshot (R31).
  class Revision < Value
    # @return [Date] The first date on which it holds.
    attr_reader :holds_from
    # @return [Array<StandingLine>] What is wanted; at least one line.
    attr_reader :lines
    # @return [String, nil] The host's shipping method.
    attr_reader :shipping_method
    # @return [String, nil] The host's payment method.
    attr_reader :payment_method
    # @return [Address, nil] Where goods go.
    attr_reader :shipping_address
    # @return [String, nil] The customer's note, printed on sheets (R17).
    attr_reader :note
    # @return [Author] Who made it.
    attr_reader :by
    # @return [Time] When.
    attr_reader :at

    def initialize(holds_from:, lines:, shipping_method: nil, payment_method: nil,
                   shipping_address: nil, note: nil, by:, at:)
      super()
      @holds_from = holds_from
      @lines = own(lines)
      @shipping_method = own(shipping_method)
      @payment_method = own(payment_method)
      @shipping_address = shipping_address
      @note = own(note)
      @by = by
      @at = at
      freeze
    end

    def read(json)
      @holds_from = Date.iso8601(json["holds_from"]).freeze
      @lines = json["lines"].map { |one| StandingLine.decode(one) }.freeze
      @shipping_method = json["shipping_method"]
      @payment_method = json["payment_method"]
      @shipping_address = (one = json["shipping_address"]) && Address.decode(one)
      @note = json["note"]
      @by = Author.decode(json["by"])
      @at = Coder.time(json["at"])
      freeze
    end

    def to_h
      { holds_from: @holds_from, lines: @lines, shipping_method: @shipping_method,
        payment_method: @payment_method, shipping_address: @shipping_address, note: @note,
        by: @by, at: @at }
    end

    FIELDS = { "holds_from" => [:date], "lines" => [[:StandingLine]],
               "shipping_method" => [:text], "payment_method" => [:text],
               "shipping_address" => [:Address], "note" => [:text], "by" => [:Author],
               "at" => [:instant] }.freeze
  end

  # A cycle with what is offered in it, as a host keeps it.
  class RoundCycle < Value
    # @return [String] The zone of its dates.
    attr_reader :zone
    # @return [Time] When it opens.
    attr_reader :opens_at
    # @return [Time] When it closes.
    attr_reader :closes_at
    # @return [Integer, nil] Its number in the series; none: only lines that are due in every
    #   cycle are due (R6).
    attr_reader :number
    # @return [Symbol, nil] Which of its dates counts for starts, ends, skips and pauses; usually
    #   the close (R3).
    attr_reader :cycle_day
    # @return [Integer] How many minutes before close a customer's own changes end (D14).
    attr_reader :customer_limit_minutes
    # @return [Array<RoundExchange>] Who distributes what.
    attr_reader :outgoing

    def initialize(zone:, opens_at:, closes_at:, number: nil, cycle_day: nil,
                   customer_limit_minutes: 0, outgoing:)
      super()
      @zone = own(zone)
      @opens_at = opens_at
      @closes_at = closes_at
      @number = number
      @cycle_day = cycle_day
      @customer_limit_minutes = customer_limit_minutes
      @outgoing = own(outgoing)
      freeze
    end

    def read(json)
      @zone = json["zone"]
      @opens_at = Coder.time(json["opens_at"])
      @closes_at = Coder.time(json["closes_at"])
      @number = json["number"]
      @cycle_day = json["cycle_day"]&.to_sym
      @customer_limit_minutes = json.fetch("customer_limit_minutes", 0)
      @outgoing = json["outgoing"].map { |one| RoundExchange.decode(one) }.freeze
      freeze
    end

    def to_h
      { zone: @zone, opens_at: @opens_at, closes_at: @closes_at, number: @number,
        cycle_day: @cycle_day, customer_limit_minutes: @customer_limit_minutes,
        outgoing: @outgoing }
    end

    FIELDS = { "zone" => [:text], "opens_at" => [:instant], "closes_at" => [:instant],
               "number" => [:integer, :maybe], "cycle_day" => [:CycleDay, :maybe],
               "customer_limit_minutes" => [:integer, :maybe],
               "outgoing" => [[:RoundExchange]] }.freeze
  end

  # One distributor of a cycle.
  class RoundExchange < Value
    # @return [String] Who distributes.
    attr_reader :distributor
    # @return [Time, nil] When collection begins; none: nothing is collected.
    attr_reader :collected_at
    # @return [Array<Fee>] What is charged beside the goods.
    attr_reader :fees
    # @return [Array<RoundOffer>, nil] What is offered, each variant once.
    attr_reader :offers

    def initialize(distributor:, collected_at: nil, fees: [], offers: nil)
      super()
      @distributor = own(distributor)
      @collected_at = collected_at
      @fees = own(fees)
      @offers = own(offers)
      freeze
    end

    def read(json)
      @distributor = json["distributor"]
      @collected_at = (one = json["collected_at"]) && Coder.time(one)
      @fees = json.fetch("fees", []).map { |one| Fee.decode(one) }.freeze
      @offers = json["offers"]&.map { |one| RoundOffer.decode(one) }.freeze
      freeze
    end

    def to_h
      { distributor: @distributor, collected_at: @collected_at, fees: @fees, offers: @offers }
    end

    FIELDS = { "distributor" => [:text], "collected_at" => [:instant, :maybe],
               "fees" => [[:Fee], :maybe], "offers" => [[:RoundOffer], :maybe] }.freeze
  end

  # One wanted line.
  class RoundLine < Value
    # @return [String] What.
    attr_reader :variant
    # @return [BigDecimal] How much.
    attr_reader :quantity
    # @return [Integer, nil] In every *n*th cycle; usually 1 (R7).
    attr_reader :every
    # @return [Integer, nil] The number of a cycle in which it is due; usually 1 (R7).
    attr_reader :anchor

    def initialize(variant:, quantity:, every: nil, anchor: nil)
      super()
      @variant = own(variant)
      @quantity = quantity
      @every = every
      @anchor = anchor
      freeze
    end

    def read(json)
      @variant = json["variant"]
      @quantity = BigDecimal(json["quantity"])
      @every = json["every"]
      @anchor = json["anchor"]
      freeze
    end

    def to_h
      { variant: @variant, quantity: @quantity, every: @every, anchor: @anchor }
    end

    FIELDS = { "variant" => [:text], "quantity" => [:decimal],
               "every" => [:integer, :maybe], "anchor" => [:integer, :maybe] }.freeze
  end

  # What is offered of one variant.
  class RoundOffer < Value
    # @return [String] What.
    attr_reader :variant
    # @return [Money] The price of one unit.
    attr_reader :price
    # @return [BigDecimal, nil] How much is free; none: unlimited.
    attr_reader :free
    # @return [BigDecimal, nil] What quantities are multiples of; usually 1.
    attr_reader :unit_step
    # @return [BigDecimal, nil] Kilograms a unit, for fees by weight.
    attr_reader :weight

    def initialize(variant:, price:, free: nil, unit_step: nil, weight: nil)
      super()
      @variant = own(variant)
      @price = price
      @free = free
      @unit_step = unit_step
      @weight = weight
      freeze
    end

    def read(json)
      @variant = json["variant"]
      @price = Money.decode(json["price"])
      @free = (one = json["free"]) && BigDecimal(one)
      @unit_step = (one = json["unit_step"]) && BigDecimal(one)
      @weight = (one = json["weight"]) && BigDecimal(one)
      freeze
    end

    def to_h
      { variant: @variant, price: @price, free: @free, unit_step: @unit_step, weight: @weight }
    end

    FIELDS = { "variant" => [:text], "price" => [:Money], "free" => [:decimal, :maybe],
               "unit_step" => [:decimal, :maybe], "weight" => [:decimal, :maybe] }.freeze
  end

  # An order, as a host keeps it.
  class RoundOrder < Value
    # @return [String] The host's id of it, which comes back in the answer.
    attr_reader :id
    # @return [Symbol] Where it stands.
    attr_reader :state
    # @return [Boolean] Whether it waits for staff (R39).
    attr_reader :held
    # @return [Array<RoundOrderLine>] Its lines.
    attr_reader :lines
    # @return [Array<Money>] Its fees, as they were charged.
    attr_reader :fees

    def initialize(id:, state:, held: false, lines:, fees: [])
      super()
      @id = own(id)
      @state = state
      @held = held
      @lines = own(lines)
      @fees = own(fees)
      freeze
    end

    def read(json)
      @id = json["id"]
      @state = json["state"].to_sym
      @held = json.fetch("held", false)
      @lines = json["lines"].map { |one| RoundOrderLine.decode(one) }.freeze
      @fees = json.fetch("fees", []).map { |one| Money.decode(one) }.freeze
      freeze
    end

    def to_h
      { id: @id, state: @state, held: @held, lines: @lines, fees: @fees }
    end

    FIELDS = { "id" => [:text], "state" => [:OrderState], "held" => [:boolean, :maybe],
               "lines" => [[:RoundOrderLine]], "fees" => [[:Money], :maybe] }.freeze
  end

  # One line of an order.
  class RoundOrderLine < Value
    # @return [BigDecimal] How much the customer gets; 0 when taken out.
    attr_reader :ordered
    # @return [Money] The price of one unit.
    attr_reader :price

    def initialize(ordered:, price:)
      super()
      @ordered = ordered
      @price = price
      freeze
    end

    def read(json)
      @ordered = BigDecimal(json["ordered"])
      @price = Money.decode(json["price"])
      freeze
    end

    def to_h
      { ordered: @ordered, price: @price }
    end

    FIELDS = { "ordered" => [:decimal], "price" => [:Money] }.freeze
  end

  # A time without orders, both dates included.
  class RoundPause < Value
    # @return [Date] The first date.
    attr_reader :starts_on
    # @return [Date, nil] The last date; none: until further notice.
    attr_reader :ends_on

    def initialize(starts_on:, ends_on: nil)
      super()
      @starts_on = starts_on
      @ends_on = ends_on
      freeze
    end

    def read(json)
      @starts_on = Date.iso8601(json["starts_on"]).freeze
      @ends_on = (one = json["ends_on"]) && Date.iso8601(one).freeze
      freeze
    end

    def to_h
      { starts_on: @starts_on, ends_on: @ends_on }
    end

    FIELDS = { "starts_on" => [:date], "ends_on" => [:date, :maybe] }.freeze
  end

  # A cycle, or one line of it, that is left out.
  class RoundSkip < Value
    # @return [Date] The date of the cycle.
    attr_reader :date
    # @return [String, nil] Which line; none: the whole order.
    attr_reader :variant

    def initialize(date:, variant: nil)
      super()
      @date = date
      @variant = own(variant)
      freeze
    end

    def read(json)
      @date = Date.iso8601(json["date"]).freeze
      @variant = json["variant"]
      freeze
    end

    def to_h
      { date: @date, variant: @variant }
    end

    FIELDS = { "date" => [:date], "variant" => [:text, :maybe] }.freeze
  end

  # A standing order, as a host keeps it.
  class RoundStandingOrder < Value
    # @return [String] The host's id of it, which comes back in the answer.
    attr_reader :id
    # @return [String] Who distributes it.
    attr_reader :distributor
    # @return [Date] The first date, itself included (D4).
    attr_reader :starts_on
    # @return [Date, nil] The last date, itself included; none: open-ended.
    attr_reader :ends_on
    # @return [Time] When it was made: who came first is served first (R23).
    attr_reader :created_at
    # @return [Boolean] Whether its customer made it, who has the earlier limit (R32).
    attr_reader :by_customer
    # @return [Array<RoundPause>, nil] Times without orders.
    attr_reader :pauses
    # @return [Array<RoundSkip>, nil] Cycles, or lines of cycles, that are left out.
    attr_reader :skips
    # @return [Array<RoundLine>] What it holds on the date of the cycle.
    attr_reader :lines

    def initialize(id:, distributor:, starts_on:, ends_on: nil, created_at:, by_customer: false,
                   pauses: nil, skips: nil, lines:)
      super()
      @id = own(id)
      @distributor = own(distributor)
      @starts_on = starts_on
      @ends_on = ends_on
      @created_at = created_at
      @by_customer = by_customer
      @pauses = own(pauses)
      @skips = own(skips)
      @lines = own(lines)
      freeze
    end

    def read(json)
      @id = json["id"]
      @distributor = json["distributor"]
      @starts_on = Date.iso8601(json["starts_on"]).freeze
      @ends_on = (one = json["ends_on"]) && Date.iso8601(one).freeze
      @created_at = Coder.time(json["created_at"])
      @by_customer = json.fetch("by_customer", false)
      @pauses = json["pauses"]&.map { |one| RoundPause.decode(one) }.freeze
      @skips = json["skips"]&.map { |one| RoundSkip.decode(one) }.freeze
      @lines = json["lines"].map { |one| RoundLine.decode(one) }.freeze
      freeze
    end

    def to_h
      { id: @id, distributor: @distributor, starts_on: @starts_on, ends_on: @ends_on,
        created_at: @created_at, by_customer: @by_customer, pauses: @pauses, skips: @skips,
        lines: @lines }
    end

    FIELDS = { "id" => [:text], "distributor" => [:text], "starts_on" => [:date],
               "ends_on" => [:date, :maybe], "created_at" => [:instant],
               "by_customer" => [:boolean, :maybe], "pauses" => [[:RoundPause], :maybe],
               "skips" => [[:RoundSkip], :maybe], "lines" => [[:RoundLine]] }.freeze
  end

  # What sales are summed by.
  module SalesBy
    # Each variant; a past order's line without one by its name.
    PRODUCT = :product
    # Each category.
    CATEGORY = :category
    # Weeks from Monday to Sunday.
    WEEK = :week
    # Months.
    MONTH = :month
    # Years.
    YEAR = :year
    ALL = [PRODUCT, CATEGORY, WEEK, MONTH, YEAR].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # A page of sales, and what all rows come to.
  class SalesPage < Value
    # @return [Array<SalesRow>] Products and categories by amount, the highest first; periods the
    #   newest first.
    attr_reader :items
    # @return [Money] What all rows come to, of all pages.
    attr_reader :amount
    # @return [Integer] How many orders that was.
    attr_reader :orders
    # @return [String, nil] Give it as `after` for the rows that follow; none: there are no more.
    attr_reader :next_page

    def initialize(items:, amount:, orders:, next_page: nil)
      super()
      @items = own(items)
      @amount = amount
      @orders = orders
      @next_page = own(next_page)
      freeze
    end

    def read(json)
      @items = json["items"].map { |one| SalesRow.decode(one) }.freeze
      @amount = Money.decode(json["amount"])
      @orders = json["orders"]
      @next_page = json["next_page"]
      freeze
    end

    def to_h
      { items: @items, amount: @amount, orders: @orders, next_page: @next_page }
    end

    FIELDS = { "items" => [[:SalesRow]], "amount" => [:Money], "orders" => [:integer],
               "next_page" => [:text] }.freeze
  end

  # What was sold of one product, category or period.
  class SalesRow < Value
    # @return [String] What tells it from the other rows: `variant:milk`, `name:rye bread`,
    #   `category:dairy`, or the first day of the period.
    attr_reader :key
    # @return [String] What to call it: the product's name, the category (empty: of none), or
    #   `2026-W10`, `2026-03`, `2026`.
    attr_reader :label
    # @return [String, nil] The variant, where the row is of one.
    attr_reader :variant
    # @return [Date, nil] The first day of a period, in the enterprise's zone.
    attr_reader :starts_on
    # @return [BigDecimal] How much; of several products the sum of their units.
    attr_reader :quantity
    # @return [Money] What the lines came to, without fees.
    attr_reader :amount
    # @return [Integer] How many orders had a part in it.
    attr_reader :orders

    def initialize(key:, label:, variant: nil, starts_on: nil, quantity:, amount:, orders:)
      super()
      @key = own(key)
      @label = own(label)
      @variant = own(variant)
      @starts_on = starts_on
      @quantity = quantity
      @amount = amount
      @orders = orders
      freeze
    end

    def read(json)
      @key = json["key"]
      @label = json["label"]
      @variant = json["variant"]
      @starts_on = (one = json["starts_on"]) && Date.iso8601(one).freeze
      @quantity = BigDecimal(json["quantity"])
      @amount = Money.decode(json["amount"])
      @orders = json["orders"]
      freeze
    end

    def to_h
      { key: @key, label: @label, variant: @variant, starts_on: @starts_on, quantity: @quantity,
        amount: @amount, orders: @orders }
    end

    FIELDS = { "key" => [:text], "label" => [:text], "variant" => [:text],
               "starts_on" => [:date], "quantity" => [:decimal], "amount" => [:Money],
               "orders" => [:integer] }.freeze
  end

  # One line of a saved list.
  class SavedLine < Value
    # @return [String] What.
    attr_reader :variant
    # @return [BigDecimal] How much.
    attr_reader :quantity

    def initialize(variant:, quantity:)
      super()
      @variant = own(variant)
      @quantity = quantity
      freeze
    end

    def read(json)
      @variant = json["variant"]
      @quantity = BigDecimal(json["quantity"])
      freeze
    end

    def to_h
      { variant: @variant, quantity: @quantity }
    end

    FIELDS = { "variant" => [:text], "quantity" => [:decimal] }.freeze
  end

  # A customer's list of items, to be added to an order or made a standing order.
  class SavedList < Value
    # @return [String] At which enterprise.
    attr_reader :enterprise
    # @return [String] Our id.
    attr_reader :id
    # @return [String] Whose.
    attr_reader :customer
    # @return [String] What he calls it, unique among his ignoring case and accents.
    attr_reader :name
    # @return [Array<SavedLine>] What stands in it.
    attr_reader :lines
    # @return [Time] When made.
    attr_reader :created_at
    # @return [Integer] Raised by every change.
    attr_reader :version

    def initialize(enterprise:, id:, customer:, name:, lines:, created_at:, version:)
      super()
      @enterprise = own(enterprise)
      @id = own(id)
      @customer = own(customer)
      @name = own(name)
      @lines = own(lines)
      @created_at = created_at
      @version = version
      freeze
    end

    def read(json)
      @enterprise = json["enterprise"]
      @id = json["id"]
      @customer = json["customer"]
      @name = json["name"]
      @lines = json["lines"].map { |one| SavedLine.decode(one) }.freeze
      @created_at = Coder.time(json["created_at"])
      @version = json["version"]
      freeze
    end

    def to_h
      { enterprise: @enterprise, id: @id, customer: @customer, name: @name, lines: @lines,
        created_at: @created_at, version: @version }
    end

    FIELDS = { "enterprise" => [:text], "id" => [:uuid], "customer" => [:uuid],
               "name" => [:text], "lines" => [[:SavedLine]], "created_at" => [:instant],
               "version" => [:integer] }.freeze
  end

  # Saved lists, in the order of their names.
  class SavedListPage < Value
    # @return [Array<SavedList>] The rows, in the list's order.
    attr_reader :items
    # @return [String, nil] Give it as `after` for the rows that follow; none: there are no more.
    attr_reader :next_page

    def initialize(items:, next_page: nil)
      super()
      @items = own(items)
      @next_page = own(next_page)
      freeze
    end

    def read(json)
      @items = json["items"].map { |one| SavedList.decode(one) }.freeze
      @next_page = json["next_page"]
      freeze
    end

    def to_h
      { items: @items, next_page: @next_page }
    end

    FIELDS = { "items" => [[:SavedList]], "next_page" => [:text] }.freeze
  end

  # When the cycles of a series open and close, and what they are called.
  #
  # A schedule is valid from the moment it is made. Whether its rule ever fires is a longer
  # question: `Schedule::check` answers it, and every save asks it.
  class Schedule < Value
    # @return [String]
    attr_reader :zone
    # @return [LocalTime]
    attr_reader :starts_at
    # @return [String, nil]
    attr_reader :recurrence
    # @return [ClosingRule]
    attr_reader :closes
    # @return [String]
    attr_reader :name
    # @return [Symbol]
    attr_reader :on_holiday

    def initialize(zone:, starts_at:, recurrence: nil, closes:, name: "{series} {opens}",
                   on_holiday: :keep)
      super()
      @zone = own(zone)
      @starts_at = starts_at
      @recurrence = own(recurrence)
      @closes = closes
      @name = own(name)
      @on_holiday = on_holiday
      freeze
    end

    def read(json)
      @zone = json["zone"]
      @starts_at = LocalTime.parse(json["starts_at"])
      @recurrence = json["recurrence"]
      @closes = ClosingRule.decode(json["closes"])
      @name = json.fetch("name", "{series} {opens}")
      @on_holiday = json.fetch("on_holiday", "keep").to_sym
      freeze
    end

    def to_h
      { zone: @zone, starts_at: @starts_at, recurrence: @recurrence, closes: @closes, name: @name,
        on_holiday: @on_holiday }
    end

    FIELDS = { "zone" => [:text], "starts_at" => [:local], "recurrence" => [:text, :maybe],
               "closes" => [:ClosingRule], "name" => [:text], "on_holiday" => [:OnHoliday] }.freeze
  end

  # When the cycles of a series open and close, and what they are called.
  class ScheduleInput < Value
    # @return [String, nil] The IANA zone of every local time; usually the enterprise's, which is
    #   copied (R2).
    attr_reader :zone
    # @return [LocalTime] The local time from which the rule counts: its first opening, if the
    #   rule names it.
    attr_reader :starts_at
    # @return [String, nil] When cycles open: `FREQ=WEEKLY;BYDAY=SU`, with RDATE and EXDATE on
    #   lines of their own (RFC 5545). None: only cycles attached by hand (R6).
    attr_reader :recurrence
    # @return [ClosingRule] When a cycle closes.
    attr_reader :closes
    # @return [String, nil] How cycles are called; usually `{series} {opens}`.
    attr_reader :cycle_name
    # @return [Symbol, nil] What happens on holidays; usually the cycle stays and a note says so
    #   (R9).
    attr_reader :on_holiday

    def initialize(zone: nil, starts_at:, recurrence: nil, closes:, cycle_name: nil,
                   on_holiday: nil)
      super()
      @zone = own(zone)
      @starts_at = starts_at
      @recurrence = own(recurrence)
      @closes = closes
      @cycle_name = own(cycle_name)
      @on_holiday = on_holiday
      freeze
    end

    def read(json)
      @zone = json["zone"]
      @starts_at = LocalTime.parse(json["starts_at"])
      @recurrence = json["recurrence"]
      @closes = ClosingRule.decode(json["closes"])
      @cycle_name = json["cycle_name"]
      @on_holiday = json["on_holiday"]&.to_sym
      freeze
    end

    def to_h
      { zone: @zone, starts_at: @starts_at, recurrence: @recurrence, closes: @closes,
        cycle_name: @cycle_name, on_holiday: @on_holiday }
    end

    FIELDS = { "zone" => [:text, :maybe], "starts_at" => [:local],
               "recurrence" => [:text, :maybe], "closes" => [:ClosingRule],
               "cycle_name" => [:text, :maybe], "on_holiday" => [:OnHoliday, :maybe] }.freeze
  end

  # Customers whom the hub often means together: some that were picked, or all whom a filter holds
  # for.
  class Selection < Value
    # @return [String] Whose.
    attr_reader :enterprise
    # @return [String] What it is called.
    attr_reader :name
    # @return [CustomerFilter] Who is meant.
    attr_reader :filter
    # @return [Integer] Raised by every change.
    attr_reader :version

    def initialize(enterprise:, name:, filter:, version:)
      super()
      @enterprise = own(enterprise)
      @name = own(name)
      @filter = filter
      @version = version
      freeze
    end

    def read(json)
      @enterprise = json["enterprise"]
      @name = json["name"]
      @filter = CustomerFilter.decode(json["filter"])
      @version = json["version"]
      freeze
    end

    def to_h
      { enterprise: @enterprise, name: @name, filter: @filter, version: @version }
    end

    FIELDS = { "enterprise" => [:text], "name" => [:text], "filter" => [:CustomerFilter],
               "version" => [:integer] }.freeze
  end

  # The selections that an enterprise keeps.
  class SelectionList < Value
    # @return [Array<Selection>] All of them, at most 200, by their names.
    attr_reader :items

    def initialize(items:)
      super()
      @items = own(items)
      freeze
    end

    def read(json)
      @items = json["items"].map { |one| Selection.decode(one) }.freeze
      freeze
    end

    def to_h
      { items: @items }
    end

    FIELDS = { "items" => [[:Selection]] }.freeze
  end

  # Order cycles that recur by rule (C1).
  class Series < Value
    # @return [String] Whose.
    attr_reader :enterprise
    # @return [String] Our id.
    attr_reader :id
    # @return [String] What staff call it.
    attr_reader :name
    # @return [Schedule, nil] When its cycles open and close, and what they are called. None:
    #   only attached cycles.
    attr_reader :schedule
    # @return [Template] What each new cycle is made of (C4, R10).
    attr_reader :template
    # @return [Integer] How many cycles that have not opened are kept ready (C3).
    attr_reader :keep_ahead
    # @return [Mark] How far cycles were made: the last slot that was worked off. Without a rule,
    #   its number counts the cycles that were ever attached (R6).
    attr_reader :progress
    # @return [Symbol] Whether it still makes cycles.
    attr_reader :state
    # @return [Boolean] Whether the hub was told that few cycles are left (R14).
    attr_reader :ending_told
    # @return [Time] When made.
    attr_reader :created_at
    # @return [Integer] Raised by every change.
    attr_reader :version

    def initialize(enterprise:, id:, name:, schedule: nil, template:, keep_ahead:, progress:,
                   state:, ending_told:, created_at:, version:)
      super()
      @enterprise = own(enterprise)
      @id = own(id)
      @name = own(name)
      @schedule = schedule
      @template = template
      @keep_ahead = keep_ahead
      @progress = progress
      @state = state
      @ending_told = ending_told
      @created_at = created_at
      @version = version
      freeze
    end

    def read(json)
      @enterprise = json["enterprise"]
      @id = json["id"]
      @name = json["name"]
      @schedule = (one = json["schedule"]) && Schedule.decode(one)
      @template = Template.decode(json["template"])
      @keep_ahead = json["keep_ahead"]
      @progress = Mark.decode(json["progress"])
      @state = json["state"].to_sym
      @ending_told = json["ending_told"]
      @created_at = Coder.time(json["created_at"])
      @version = json["version"]
      freeze
    end

    def to_h
      { enterprise: @enterprise, id: @id, name: @name, schedule: @schedule, template: @template,
        keep_ahead: @keep_ahead, progress: @progress, state: @state, ending_told: @ending_told,
        created_at: @created_at, version: @version }
    end

    FIELDS = { "enterprise" => [:text], "id" => [:uuid], "name" => [:text],
               "schedule" => [:Schedule], "template" => [:Template],
               "keep_ahead" => [:integer], "progress" => [:Mark],
               "state" => [:SeriesState], "ending_told" => [:boolean],
               "created_at" => [:instant], "version" => [:integer] }.freeze
  end

  # A cycle's place in a series. One cycle may belong to several (R6).
  class SeriesCycle < Value
    # @return [String] Whose.
    attr_reader :enterprise
    # @return [String] The series.
    attr_reader :series
    # @return [String] The cycle.
    attr_reader :cycle
    # @return [Integer, nil] The slot of the rule; none for a cycle attached to a ruled series
    #   (R6).
    attr_reader :number
    # @return [LocalTime, nil] The nominal opening that the rule gave; none for an attached
    #   cycle.
    attr_reader :nominal
    # @return [Time] When the cycle opens, so that a series lists its cycles in the calendar's
    #   order.
    attr_reader :opens_at

    def initialize(enterprise:, series:, cycle:, number: nil, nominal: nil, opens_at:)
      super()
      @enterprise = own(enterprise)
      @series = own(series)
      @cycle = own(cycle)
      @number = number
      @nominal = nominal
      @opens_at = opens_at
      freeze
    end

    def read(json)
      @enterprise = json["enterprise"]
      @series = json["series"]
      @cycle = json["cycle"]
      @number = json["number"]
      @nominal = (one = json["nominal"]) && LocalTime.parse(one)
      @opens_at = Coder.time(json["opens_at"])
      freeze
    end

    def to_h
      { enterprise: @enterprise, series: @series, cycle: @cycle, number: @number,
        nominal: @nominal, opens_at: @opens_at }
    end

    FIELDS = { "enterprise" => [:text], "series" => [:uuid], "cycle" => [:uuid],
               "number" => [:integer], "nominal" => [:local], "opens_at" => [:instant] }.freeze
  end

  # The cycles of a series, by opening.
  class SeriesCyclePage < Value
    # @return [Array<SeriesCycleView>] The rows, in the list's order.
    attr_reader :items
    # @return [String, nil] Give it as `after` for the rows that follow; none: there are no more.
    attr_reader :next_page

    def initialize(items:, next_page: nil)
      super()
      @items = own(items)
      @next_page = own(next_page)
      freeze
    end

    def read(json)
      @items = json["items"].map { |one| SeriesCycleView.decode(one) }.freeze
      @next_page = json["next_page"]
      freeze
    end

    def to_h
      { items: @items, next_page: @next_page }
    end

    FIELDS = { "items" => [[:SeriesCycleView]], "next_page" => [:text] }.freeze
  end

  # A cycle as its series sees it.
  class SeriesCycleView < Value
    # @return [CycleDates] Its name, number and dates.
    attr_reader :dates
    # @return [Time] The first instant at which customers may order.
    attr_reader :opens_at
    # @return [Time] The first instant at which they may not any more.
    attr_reader :closes_at
    # @return [Symbol] Where it stands.
    attr_reader :state
    # @return [LocalTime, nil] The slot of the rule; none for a cycle attached by hand.
    attr_reader :nominal

    def initialize(dates:, opens_at:, closes_at:, state:, nominal: nil)
      super()
      @dates = dates
      @opens_at = opens_at
      @closes_at = closes_at
      @state = state
      @nominal = nominal
      freeze
    end

    def read(json)
      @dates = CycleDates.decode(json["dates"])
      @opens_at = Coder.time(json["opens_at"])
      @closes_at = Coder.time(json["closes_at"])
      @state = json["state"].to_sym
      @nominal = (one = json["nominal"]) && LocalTime.parse(one)
      freeze
    end

    def to_h
      { dates: @dates, opens_at: @opens_at, closes_at: @closes_at, state: @state,
        nominal: @nominal }
    end

    FIELDS = { "dates" => [:CycleDates], "opens_at" => [:instant],
               "closes_at" => [:instant], "state" => [:CycleState], "nominal" => [:local] }.freeze
  end

  # Series, in the order in which they were made.
  class SeriesPage < Value
    # @return [Array<Series>] The rows, in the list's order.
    attr_reader :items
    # @return [String, nil] Give it as `after` for the rows that follow; none: there are no more.
    attr_reader :next_page

    def initialize(items:, next_page: nil)
      super()
      @items = own(items)
      @next_page = own(next_page)
      freeze
    end

    def read(json)
      @items = json["items"].map { |one| Series.decode(one) }.freeze
      @next_page = json["next_page"]
      freeze
    end

    def to_h
      { items: @items, next_page: @next_page }
    end

    FIELDS = { "items" => [[:Series]], "next_page" => [:text] }.freeze
  end

  # The cycles that a series would bring forth.
  class SeriesPreview < Value
    # @return [Array<PreviewedCycle>] The cycles, by opening.
    attr_reader :cycles
    # @return [Array<PassedSlot>] Slots of the rule that would give no cycle, and why; slots that
    #   are past are left out.
    attr_reader :passed
    # @return [Boolean] Whether no cycle would follow these.
    attr_reader :exhausted

    def initialize(cycles:, passed:, exhausted:)
      super()
      @cycles = own(cycles)
      @passed = own(passed)
      @exhausted = exhausted
      freeze
    end

    def read(json)
      @cycles = json["cycles"].map { |one| PreviewedCycle.decode(one) }.freeze
      @passed = json["passed"].map { |one| PassedSlot.decode(one) }.freeze
      @exhausted = json["exhausted"]
      freeze
    end

    def to_h
      { cycles: @cycles, passed: @passed, exhausted: @exhausted }
    end

    FIELDS = { "cycles" => [[:PreviewedCycle]], "passed" => [[:PassedSlot]],
               "exhausted" => [:boolean] }.freeze
  end

  # Whether a series still makes cycles.
  module SeriesState
    # It does.
    ACTIVE = :active
    # Its rule has come to its end, or staff ended it.
    ENDED = :ended
    ALL = [ACTIVE, ENDED].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # A series with the cycles that a call made.
  class SeriesWithCycles < Value
    # @return [Series] The series.
    attr_reader :series
    # @return [Array<SeriesCycleView>] The new cycles, by opening.
    attr_reader :cycles
    # @return [Array<CycleNote>] What there is to know about them: holidays, midnight closes,
    #   overlaps, clock changes.
    attr_reader :notes
    # @return [Array<PassedSlot>] Slots of the rule that gave no cycle, and why; slots that are
    #   past are left out.
    attr_reader :passed

    def initialize(series:, cycles:, notes:, passed:)
      super()
      @series = series
      @cycles = own(cycles)
      @notes = own(notes)
      @passed = own(passed)
      freeze
    end

    def read(json)
      @series = Series.decode(json["series"])
      @cycles = json["cycles"].map { |one| SeriesCycleView.decode(one) }.freeze
      @notes = json["notes"].map { |one| CycleNote.decode(one) }.freeze
      @passed = json["passed"].map { |one| PassedSlot.decode(one) }.freeze
      freeze
    end

    def to_h
      { series: @series, cycles: @cycles, notes: @notes, passed: @passed }
    end

    FIELDS = { "series" => [:Series], "cycles" => [[:SeriesCycleView]],
               "notes" => [[:CycleNote]], "passed" => [[:PassedSlot]] }.freeze
  end

  # What an enterprise has settled.
  class Settings < Value
    # @return [Symbol] Which date of a cycle counts for starts, ends, skips and pauses (R3).
    attr_reader :cycle_day
    # @return [Array<Date>] Days on which the enterprise does not work (R9).
    attr_reader :holidays
    # @return [Symbol] How scarce variants are shared.
    attr_reader :sharing
    # @return [Symbol] What becomes of missed cycles.
    attr_reader :missed_cycle
    # @return [Symbol] What becomes of a second order in a cycle.
    attr_reader :combine
    # @return [Eligible] Which variants standing orders may hold.
    attr_reader :eligible
    # @return [CustomerMay] What customers may do.
    attr_reader :customer_may
    # @return [Integer] How many minutes before close a customer's own changes end; staff keep
    #   until close (D14).
    attr_reader :customer_limit_minutes
    # @return [Integer, nil] How many whole cycles a customer may skip himself in a season; none
    #   given: any (R33).
    attr_reader :skips_per_season
    # @return [MonthDay] The first day of the season of an indefinite series, as month and day
    #   (R33).
    attr_reader :season_starts
    # @return [String, nil] How customers are numbered that come to be without a code; none: they
    #   stay without (A2).
    attr_reader :customer_codes
    # @return [ShopAccess] Who may shop (A11).
    attr_reader :shop_access

    def initialize(cycle_day: :close, holidays: [], sharing: :pro_rata, missed_cycle: :place,
                   combine: :beside, eligible:, customer_may:, customer_limit_minutes: 0,
                   skips_per_season: nil, season_starts:, customer_codes: nil, shop_access:)
      super()
      @cycle_day = cycle_day
      @holidays = own(holidays)
      @sharing = sharing
      @missed_cycle = missed_cycle
      @combine = combine
      @eligible = eligible
      @customer_may = customer_may
      @customer_limit_minutes = customer_limit_minutes
      @skips_per_season = skips_per_season
      @season_starts = season_starts
      @customer_codes = own(customer_codes)
      @shop_access = shop_access
      freeze
    end

    def read(json)
      @cycle_day = json.fetch("cycle_day", "close").to_sym
      @holidays = json.fetch("holidays", []).map { |one| Date.iso8601(one).freeze }.freeze
      @sharing = json.fetch("sharing", "pro_rata").to_sym
      @missed_cycle = json.fetch("missed_cycle", "place").to_sym
      @combine = json.fetch("combine", "beside").to_sym
      @eligible = Eligible.decode(json["eligible"])
      @customer_may = CustomerMay.decode(json["customer_may"])
      @customer_limit_minutes = json.fetch("customer_limit_minutes", 0)
      @skips_per_season = json["skips_per_season"]
      @season_starts = MonthDay.decode(json["season_starts"])
      @customer_codes = json["customer_codes"]
      @shop_access = ShopAccess.decode(json["shop_access"])
      freeze
    end

    def to_h
      { cycle_day: @cycle_day, holidays: @holidays, sharing: @sharing,
        missed_cycle: @missed_cycle, combine: @combine, eligible: @eligible,
        customer_may: @customer_may, customer_limit_minutes: @customer_limit_minutes,
        skips_per_season: @skips_per_season, season_starts: @season_starts,
        customer_codes: @customer_codes, shop_access: @shop_access }
    end

    FIELDS = { "cycle_day" => [:CycleDay], "holidays" => [[:date]],
               "sharing" => [:Sharing], "missed_cycle" => [:MissedCycle],
               "combine" => [:Combine], "eligible" => [:Eligible],
               "customer_may" => [:CustomerMay], "customer_limit_minutes" => [:integer],
               "skips_per_season" => [:integer], "season_starts" => [:MonthDay],
               "customer_codes" => [:text], "shop_access" => [:ShopAccess] }.freeze
  end

  # What to settle anew; what is left out stays.
  class SettingsPatch < Value
    # @return [Symbol, nil] Which date of a cycle counts for starts, ends, skips and pauses (R3).
    attr_reader :cycle_day
    # @return [Array<Date>, nil] The days on which the enterprise does not work: the whole list
    #   (R9).
    attr_reader :holidays
    # @return [Symbol, nil] How scarce variants are shared (E2).
    attr_reader :sharing
    # @return [Symbol, nil] What becomes of cycles that passed while nothing ticked (R25).
    attr_reader :missed_cycle
    # @return [Symbol, nil] What becomes of a second order in a cycle (D11).
    attr_reader :combine
    # @return [Eligible, nil] Which variants standing orders may hold (D2).
    attr_reader :eligible
    # @return [CustomerMay, nil] What customers may do (D13).
    attr_reader :customer_may
    # @return [Integer, nil] Minutes before close at which customers' own changes end; at most
    #   40,320 (28 days) (D14).
    attr_reader :customer_limit_minutes
    # @return [Integer, nil] Whole cycles that a customer may skip in a season; null: any (R33).
    attr_reader :skips_per_season
    # @return [MonthDay, nil] The first day of a season, a day that every year has (R33).
    attr_reader :season_starts
    # @return [String, nil] How customers are numbered that come to be without a code, such as
    #   `C{number:5}`; null or blank: not at all (A2).
    attr_reader :customer_codes
    # @return [ShopAccess, nil] Who may shop (A11); the host asks with `customers.may_shop`.
    attr_reader :shop_access

    def initialize(cycle_day: KEEP, holidays: KEEP, sharing: KEEP, missed_cycle: KEEP,
                   combine: KEEP, eligible: KEEP, customer_may: KEEP,
                   customer_limit_minutes: KEEP, skips_per_season: KEEP, season_starts: KEEP,
                   customer_codes: KEEP, shop_access: KEEP)
      super()
      @cycle_day = cycle_day
      @holidays = own(holidays)
      @sharing = sharing
      @missed_cycle = missed_cycle
      @combine = combine
      @eligible = eligible
      @customer_may = customer_may
      @customer_limit_minutes = customer_limit_minutes
      @skips_per_season = skips_per_season
      @season_starts = season_starts
      @customer_codes = own(customer_codes)
      @shop_access = shop_access
      freeze
    end

    def read(json)
      @cycle_day = Coder.patch(json, "cycle_day") { |one| one.to_sym }
      @holidays =
        Coder.patch(json, "holidays") { |all| all.map { |one| Date.iso8601(one).freeze }.freeze }
      @sharing = Coder.patch(json, "sharing") { |one| one.to_sym }
      @missed_cycle = Coder.patch(json, "missed_cycle") { |one| one.to_sym }
      @combine = Coder.patch(json, "combine") { |one| one.to_sym }
      @eligible = Coder.patch(json, "eligible") { |one| Eligible.decode(one) }
      @customer_may = Coder.patch(json, "customer_may") { |one| CustomerMay.decode(one) }
      @customer_limit_minutes = json.fetch("customer_limit_minutes", KEEP)
      @skips_per_season = json.fetch("skips_per_season", KEEP)
      @season_starts = Coder.patch(json, "season_starts") { |one| MonthDay.decode(one) }
      @customer_codes = json.fetch("customer_codes", KEEP)
      @shop_access = Coder.patch(json, "shop_access") { |one| ShopAccess.decode(one) }
      freeze
    end

    def to_h
      { cycle_day: @cycle_day, holidays: @holidays, sharing: @sharing,
        missed_cycle: @missed_cycle, combine: @combine, eligible: @eligible,
        customer_may: @customer_may, customer_limit_minutes: @customer_limit_minutes,
        skips_per_season: @skips_per_season, season_starts: @season_starts,
        customer_codes: @customer_codes, shop_access: @shop_access }
    end

    FIELDS = { "cycle_day" => [:CycleDay], "holidays" => [[:date]],
               "sharing" => [:Sharing], "missed_cycle" => [:MissedCycle],
               "combine" => [:Combine], "eligible" => [:Eligible],
               "customer_may" => [:CustomerMay], "customer_limit_minutes" => [:integer],
               "skips_per_season" => [:integer], "season_starts" => [:MonthDay],
               "customer_codes" => [:text], "shop_access" => [:ShopAccess] }.freeze
  end

  # How a scarce variant is shared among the standing orders of a cycle (E2).
  module Sharing
    # Who came first is served first, by (created_at, id) (R23).
    FIRST_COME = :first_come
    # Everyone gets the same part of what was asked, in unit steps, largest remainder.
    PRO_RATA = :pro_rata
    ALL = [FIRST_COME, PRO_RATA].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # Who may shop (A11).
  module ShopAccess
    extend Union
  end

  # Everybody.
  class ShopAccessOpen < Value
    include ShopAccess

    # @return [Symbol] `:open`
    def kind = :open

    def initialize
      super
      freeze
    end

    def read(_json) = freeze
    def to_h = { kind: :open }

    FIELDS = {}.freeze
  end

  # Customers alone.
  class ShopAccessCustomers < Value
    include ShopAccess

    # @return [Symbol] `:customers`
    def kind = :customers

    def initialize
      super
      freeze
    end

    def read(_json) = freeze
    def to_h = { kind: :customers }

    FIELDS = {}.freeze
  end

  # Customers with one of these tags.
  class ShopAccessTagged < Value
    include ShopAccess

    # @return [Symbol] `:tagged`
    def kind = :tagged

    # @return [Array<String>] The tags; at least one.
    attr_reader :tags

    def initialize(tags:)
      super()
      @tags = own(tags)
      freeze
    end

    def read(json)
      @tags = json["tags"]
      freeze
    end

    def to_h
      { kind: :tagged, tags: @tags }
    end

    FIELDS = { "tags" => [[:text]] }.freeze
  end

  module ShopAccess
    KINDS = { open: ShopAccessOpen, customers: ShopAccessCustomers,
              tagged: ShopAccessTagged }.freeze
  end

  # One customer for whom a person acts, and whether that customer may shop through him.
  class ShopCustomer < Value
    # @return [String] Which.
    attr_reader :customer
    # @return [String] The name to show.
    attr_reader :name
    # @return [String, nil] The contact as whom he acts; none: he is the customer himself.
    attr_reader :contact
    # @return [Symbol, nil] Why not; none: he may.
    attr_reader :why_not

    def initialize(customer:, name:, contact: nil, why_not: nil)
      super()
      @customer = own(customer)
      @name = own(name)
      @contact = own(contact)
      @why_not = why_not
      freeze
    end

    def read(json)
      @customer = json["customer"]
      @name = json["name"]
      @contact = json["contact"]
      @why_not = json["why_not"]&.to_sym
      freeze
    end

    def to_h
      { customer: @customer, name: @name, contact: @contact, why_not: @why_not }
    end

    FIELDS = { "customer" => [:uuid], "name" => [:text], "contact" => [:uuid],
               "why_not" => [:WhyNot] }.freeze
  end

  # Whether a person may shop, and as whom.
  class ShopDecision < Value
    # @return [Boolean] Whether he may. In a shop that is open to all, who is no customer yet may
    #   too.
    attr_reader :allowed
    # @return [Symbol, nil] Why he may not; none: he may.
    attr_reader :why_not
    # @return [Array<ShopCustomer>] The customers for whom he acts here: offer him the choice
    #   where there are several (R17).
    attr_reader :customers
    # @return [String, nil] His wish to join, while it waits for staff.
    attr_reader :join_request

    def initialize(allowed:, why_not: nil, customers:, join_request: nil)
      super()
      @allowed = allowed
      @why_not = why_not
      @customers = own(customers)
      @join_request = own(join_request)
      freeze
    end

    def read(json)
      @allowed = json["allowed"]
      @why_not = json["why_not"]&.to_sym
      @customers = json["customers"].map { |one| ShopCustomer.decode(one) }.freeze
      @join_request = json["join_request"]
      freeze
    end

    def to_h
      { allowed: @allowed, why_not: @why_not, customers: @customers, join_request: @join_request }
    end

    FIELDS = { "allowed" => [:boolean], "why_not" => [:WhyNot],
               "customers" => [[:ShopCustomer]], "join_request" => [:uuid] }.freeze
  end

  # Of what less was added than was wanted.
  class ShortLine < Value
    # @return [String] What.
    attr_reader :variant
    # @return [BigDecimal] How much was wanted beyond what the order had.
    attr_reader :wanted
    # @return [BigDecimal] How much of that was added.
    attr_reader :added
    # @return [Boolean] Whether it is offered in the order's cycle at all.
    attr_reader :offered

    def initialize(variant:, wanted:, added:, offered:)
      super()
      @variant = own(variant)
      @wanted = wanted
      @added = added
      @offered = offered
      freeze
    end

    def read(json)
      @variant = json["variant"]
      @wanted = BigDecimal(json["wanted"])
      @added = BigDecimal(json["added"])
      @offered = json["offered"]
      freeze
    end

    def to_h
      { variant: @variant, wanted: @wanted, added: @added, offered: @offered }
    end

    FIELDS = { "variant" => [:text], "wanted" => [:decimal], "added" => [:decimal],
               "offered" => [:boolean] }.freeze
  end

  # A cycle, or one line of it, that is left out. The cycle may not exist yet (D5).
  class Skip < Value
    # @return [SkipTarget] Which cycle.
    attr_reader :what
    # @return [String, nil] Which line; none: the whole order.
    attr_reader :variant
    # @return [Author] Who skipped.
    attr_reader :by
    # @return [Time] When.
    attr_reader :at

    def initialize(what:, variant: nil, by:, at:)
      super()
      @what = what
      @variant = own(variant)
      @by = by
      @at = at
      freeze
    end

    def read(json)
      @what = SkipTarget.decode(json["what"])
      @variant = json["variant"]
      @by = Author.decode(json["by"])
      @at = Coder.time(json["at"])
      freeze
    end

    def to_h
      { what: @what, variant: @variant, by: @by, at: @at }
    end

    FIELDS = { "what" => [:SkipTarget], "variant" => [:text], "by" => [:Author],
               "at" => [:instant] }.freeze
  end

  # How a skip names its cycle.
  module SkipTarget
    extend Union
  end

  # This one.
  class SkipTargetCycle < Value
    include SkipTarget

    # @return [Symbol] `:cycle`
    def kind = :cycle

    # @return [String] Its id.
    attr_reader :cycle

    def initialize(cycle:)
      super()
      @cycle = own(cycle)
      freeze
    end

    def read(json)
      @cycle = json["cycle"]
      freeze
    end

    def to_h
      { kind: :cycle, cycle: @cycle }
    end

    FIELDS = { "cycle" => [:uuid] }.freeze
  end

  # The one of this date (R3).
  class SkipTargetDate < Value
    include SkipTarget

    # @return [Symbol] `:date`
    def kind = :date

    # @return [Date] The date of close or collection, as the enterprise counts.
    attr_reader :date

    def initialize(date:)
      super()
      @date = date
      freeze
    end

    def read(json)
      @date = Date.iso8601(json["date"]).freeze
      freeze
    end

    def to_h
      { kind: :date, date: @date }
    end

    FIELDS = { "date" => [:date] }.freeze
  end

  module SkipTarget
    KINDS = { cycle: SkipTargetCycle, date: SkipTargetDate }.freeze
  end

  # One wanted line.
  class StandingLine < Value
    # @return [String] What.
    attr_reader :variant
    # @return [BigDecimal] How much, a multiple of the variant's unit step.
    attr_reader :quantity
    # @return [Integer] In every *n*th cycle (R7); 1: in every one.
    attr_reader :every
    # @return [Integer] The number of a cycle in which it is due, fixed at the line's first save
    #   (R7).
    attr_reader :anchor

    def initialize(variant:, quantity:, every:, anchor:)
      super()
      @variant = own(variant)
      @quantity = quantity
      @every = every
      @anchor = anchor
      freeze
    end

    def read(json)
      @variant = json["variant"]
      @quantity = BigDecimal(json["quantity"])
      @every = json["every"]
      @anchor = json["anchor"]
      freeze
    end

    def to_h
      { variant: @variant, quantity: @quantity, every: @every, anchor: @anchor }
    end

    FIELDS = { "variant" => [:text], "quantity" => [:decimal], "every" => [:integer],
               "anchor" => [:integer] }.freeze
  end

  # Lines that a customer wants in every cycle of a series, or in picked cycles.
  class StandingOrder < Value
    # @return [String] Whose.
    attr_reader :enterprise
    # @return [String] Our id.
    attr_reader :id
    # @return [Integer] Counts the enterprise's standing orders from 1.
    attr_reader :number
    # @return [String] Who wants it.
    attr_reader :customer
    # @return [String, nil] In every cycle of this series; none: in the picked cycles.
    attr_reader :series
    # @return [Array<String>] The picked cycles.
    attr_reader :cycles
    # @return [String] Who distributes it (R15).
    attr_reader :distributor
    # @return [Date] The first date, itself included (D4).
    attr_reader :starts_on
    # @return [Date, nil] The last date, itself included; none: open-ended.
    attr_reader :ends_on
    # @return [Symbol] Whether it still makes orders.
    attr_reader :state
    # @return [Symbol] Who makes them.
    attr_reader :mode
    # @return [Array<Pause>] Times without orders.
    attr_reader :pauses
    # @return [Array<Skip>] Cycles, or single lines of cycles, that are left out.
    attr_reader :skips
    # @return [Array<Revision>] What it holds, from which date on; sorted by that date, the first
    #   at the start (D6).
    attr_reader :revisions
    # @return [Author] Who made it.
    attr_reader :created_by
    # @return [Time] When made.
    attr_reader :created_at
    # @return [Integer] Raised by every change.
    attr_reader :version

    def initialize(enterprise:, id:, number:, customer:, series: nil, cycles:, distributor:,
                   starts_on:, ends_on: nil, state:, mode:, pauses:, skips:, revisions:,
                   created_by:, created_at:, version:)
      super()
      @enterprise = own(enterprise)
      @id = own(id)
      @number = number
      @customer = own(customer)
      @series = own(series)
      @cycles = own(cycles)
      @distributor = own(distributor)
      @starts_on = starts_on
      @ends_on = ends_on
      @state = state
      @mode = mode
      @pauses = own(pauses)
      @skips = own(skips)
      @revisions = own(revisions)
      @created_by = created_by
      @created_at = created_at
      @version = version
      freeze
    end

    def read(json)
      @enterprise = json["enterprise"]
      @id = json["id"]
      @number = json["number"]
      @customer = json["customer"]
      @series = json["series"]
      @cycles = json["cycles"]
      @distributor = json["distributor"]
      @starts_on = Date.iso8601(json["starts_on"]).freeze
      @ends_on = (one = json["ends_on"]) && Date.iso8601(one).freeze
      @state = json["state"].to_sym
      @mode = json["mode"].to_sym
      @pauses = json["pauses"].map { |one| Pause.decode(one) }.freeze
      @skips = json["skips"].map { |one| Skip.decode(one) }.freeze
      @revisions = json["revisions"].map { |one| Revision.decode(one) }.freeze
      @created_by = Author.decode(json["created_by"])
      @created_at = Coder.time(json["created_at"])
      @version = json["version"]
      freeze
    end

    def to_h
      { enterprise: @enterprise, id: @id, number: @number, customer: @customer, series: @series,
        cycles: @cycles, distributor: @distributor, starts_on: @starts_on, ends_on: @ends_on,
        state: @state, mode: @mode, pauses: @pauses, skips: @skips, revisions: @revisions,
        created_by: @created_by, created_at: @created_at, version: @version }
    end

    FIELDS = { "enterprise" => [:text], "id" => [:uuid], "number" => [:integer],
               "customer" => [:uuid], "series" => [:uuid], "cycles" => [[:uuid]],
               "distributor" => [:text], "starts_on" => [:date], "ends_on" => [:date],
               "state" => [:StandingOrderState], "mode" => [:Mode], "pauses" => [[:Pause]],
               "skips" => [[:Skip]], "revisions" => [[:Revision]],
               "created_by" => [:Author], "created_at" => [:instant],
               "version" => [:integer] }.freeze
  end

  # Standing orders, in the order in which they were made.
  class StandingOrderPage < Value
    # @return [Array<StandingOrder>] The rows, in the list's order.
    attr_reader :items
    # @return [String, nil] Give it as `after` for the rows that follow; none: there are no more.
    attr_reader :next_page

    def initialize(items:, next_page: nil)
      super()
      @items = own(items)
      @next_page = own(next_page)
      freeze
    end

    def read(json)
      @items = json["items"].map { |one| StandingOrder.decode(one) }.freeze
      @next_page = json["next_page"]
      freeze
    end

    def to_h
      { items: @items, next_page: @next_page }
    end

    FIELDS = { "items" => [[:StandingOrder]], "next_page" => [:text] }.freeze
  end

  # A saved standing order, and from which cycle on it holds.
  class StandingOrderSaved < Value
    # @return [StandingOrder] The standing order.
    attr_reader :standing_order
    # @return [CycleDates, nil] The first cycle that it holds in; none: no such cycle is made
    #   yet.
    attr_reader :holds_from
    # @return [Array<CycleDates>] Cycles that are open and that it came too late for, with the
    #   limit that passed (R32).
    attr_reader :too_late_for

    def initialize(standing_order:, holds_from: nil, too_late_for:)
      super()
      @standing_order = standing_order
      @holds_from = holds_from
      @too_late_for = own(too_late_for)
      freeze
    end

    def read(json)
      @standing_order = StandingOrder.decode(json["standing_order"])
      @holds_from = (one = json["holds_from"]) && CycleDates.decode(one)
      @too_late_for = json["too_late_for"].map { |one| CycleDates.decode(one) }.freeze
      freeze
    end

    def to_h
      { standing_order: @standing_order, holds_from: @holds_from, too_late_for: @too_late_for }
    end

    FIELDS = { "standing_order" => [:StandingOrder], "holds_from" => [:CycleDates],
               "too_late_for" => [[:CycleDates]] }.freeze
  end

  # Whether a standing order still makes orders. Pauses stand in their own list.
  module StandingOrderState
    # It does.
    ACTIVE = :active
    # It makes none any more; what it made stays.
    ENDED = :ended
    ALL = [ACTIVE, ENDED].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # A customer's entries of a period.
  class Statement < Value
    # @return [String] Whose.
    attr_reader :customer
    # @return [Date] The first day.
    attr_reader :starts_on
    # @return [Date] The last day.
    attr_reader :ends_on
    # @return [Time] Only what was written by then; ask with it again for the same statement.
    attr_reader :as_of
    # @return [Money] The balance before the first day.
    attr_reader :opening
    # @return [Array<Posting>] The entries by day, and as they were written.
    attr_reader :postings
    # @return [Money] The sum of what was owed more: zero or below.
    attr_reader :debits
    # @return [Money] The sum of what was owed less: zero or above.
    attr_reader :credits
    # @return [Money] The balance after the last day: opening, debits and credits together.
    attr_reader :closing

    def initialize(customer:, starts_on:, ends_on:, as_of:, opening:, postings:, debits:,
                   credits:, closing:)
      super()
      @customer = own(customer)
      @starts_on = starts_on
      @ends_on = ends_on
      @as_of = as_of
      @opening = opening
      @postings = own(postings)
      @debits = debits
      @credits = credits
      @closing = closing
      freeze
    end

    def read(json)
      @customer = json["customer"]
      @starts_on = Date.iso8601(json["starts_on"]).freeze
      @ends_on = Date.iso8601(json["ends_on"]).freeze
      @as_of = Coder.time(json["as_of"])
      @opening = Money.decode(json["opening"])
      @postings = json["postings"].map { |one| Posting.decode(one) }.freeze
      @debits = Money.decode(json["debits"])
      @credits = Money.decode(json["credits"])
      @closing = Money.decode(json["closing"])
      freeze
    end

    def to_h
      { customer: @customer, starts_on: @starts_on, ends_on: @ends_on, as_of: @as_of,
        opening: @opening, postings: @postings, debits: @debits, credits: @credits,
        closing: @closing }
    end

    FIELDS = { "customer" => [:uuid], "starts_on" => [:date], "ends_on" => [:date],
               "as_of" => [:instant], "opening" => [:Money], "postings" => [[:Posting]],
               "debits" => [:Money], "credits" => [:Money], "closing" => [:Money] }.freeze
  end

  # The shares of a stock.
  class StockShares < Value
    # @return [Array<BigDecimal>] What each gets, in the order given.
    attr_reader :shares

    def initialize(shares:)
      super()
      @shares = own(shares)
      freeze
    end

    def read(json)
      @shares = json["shares"].map { |one| BigDecimal(one) }.freeze
      freeze
    end

    def to_h
      { shares: @shares }
    end

    FIELDS = { "shares" => [[:decimal]] }.freeze
  end

  # Why a walk came to an end.
  module Stop
    # There are no more slots: COUNT, UNTIL, the last extra date, or the end of `between`.
    ENDED = :ended
    # The rule fires no more within `SILENT_YEARS` years.
    SILENT = :silent
    # `MAX_STEPS` are used up: go on from the mark.
    UNFINISHED = :unfinished
    ALL = [ENDED, SILENT, UNFINISHED].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # One supplier of a cycle.
  class Supply < Value
    # @return [String] Who supplies.
    attr_reader :supplier
    # @return [Array<String>] What.
    attr_reader :variants

    def initialize(supplier:, variants:)
      super()
      @supplier = own(supplier)
      @variants = own(variants)
      freeze
    end

    def read(json)
      @supplier = json["supplier"]
      @variants = json["variants"]
      freeze
    end

    def to_h
      { supplier: @supplier, variants: @variants }
    end

    FIELDS = { "supplier" => [:text], "variants" => [[:text]] }.freeze
  end

  # Who supplies what.
  class SupplyInput < Value
    # @return [String] Who supplies.
    attr_reader :supplier
    # @return [Array<String>] The variants.
    attr_reader :variants

    def initialize(supplier:, variants:)
      super()
      @supplier = own(supplier)
      @variants = own(variants)
      freeze
    end

    def read(json)
      @supplier = json["supplier"]
      @variants = json["variants"]
      freeze
    end

    def to_h
      { supplier: @supplier, variants: @variants }
    end

    FIELDS = { "supplier" => [:text], "variants" => [[:text]] }.freeze
  end

  # What became of a tag.
  class TagChanged < Value
    # @return [String] The tag: as it is called now, or was called.
    attr_reader :tag
    # @return [Integer] How many customers were changed.
    attr_reader :customers

    def initialize(tag:, customers:)
      super()
      @tag = own(tag)
      @customers = customers
      freeze
    end

    def read(json)
      @tag = json["tag"]
      @customers = json["customers"]
      freeze
    end

    def to_h
      { tag: @tag, customers: @customers }
    end

    FIELDS = { "tag" => [:text], "customers" => [:integer] }.freeze
  end

  # A tag with the customers who have it.
  class TagCount < Value
    # @return [String] The tag, in the spelling of whoever gave it first.
    attr_reader :tag
    # @return [Integer] How many customers have it.
    attr_reader :customers

    def initialize(tag:, customers:)
      super()
      @tag = own(tag)
      @customers = customers
      freeze
    end

    def read(json)
      @tag = json["tag"]
      @customers = json["customers"]
      freeze
    end

    def to_h
      { tag: @tag, customers: @customers }
    end

    FIELDS = { "tag" => [:text], "customers" => [:integer] }.freeze
  end

  # Tags, in alphabetical order ignoring case and accents.
  class TagPage < Value
    # @return [Array<TagCount>] The rows, in the list's order.
    attr_reader :items
    # @return [String, nil] Give it as `after` for the rows that follow; none: there are no more.
    attr_reader :next_page

    def initialize(items:, next_page: nil)
      super()
      @items = own(items)
      @next_page = own(next_page)
      freeze
    end

    def read(json)
      @items = json["items"].map { |one| TagCount.decode(one) }.freeze
      @next_page = json["next_page"]
      freeze
    end

    def to_h
      { items: @items, next_page: @next_page }
    end

    FIELDS = { "items" => [[:TagCount]], "next_page" => [:text] }.freeze
  end

  # What became of pairs and orders.
  class Tally < Value
    # @return [Integer] Orders generated.
    attr_reader :generated
    # @return [Integer] Standing orders whose lines joined another order.
    attr_reader :combined
    # @return [Integer] Pairs of which nothing was available.
    attr_reader :empty
    # @return [Integer] Pairs skipped.
    attr_reader :skipped
    # @return [Integer] Pairs paused.
    attr_reader :paused
    # @return [Integer] Pairs without a due line.
    attr_reader :not_due
    # @return [Integer] Pairs whose distributor is not in the cycle.
    attr_reader :not_distributed
    # @return [Integer] Pairs of cycles that were missed.
    attr_reader :missed
    # @return [Integer] Pairs that failed and will be tried again.
    attr_reader :failed
    # @return [Integer] Orders placed.
    attr_reader :placed
    # @return [Integer] Orders held at close.
    attr_reader :held

    def initialize(generated: 0, combined: 0, empty: 0, skipped: 0, paused: 0, not_due: 0,
                   not_distributed: 0, missed: 0, failed: 0, placed: 0, held: 0)
      super()
      @generated = generated
      @combined = combined
      @empty = empty
      @skipped = skipped
      @paused = paused
      @not_due = not_due
      @not_distributed = not_distributed
      @missed = missed
      @failed = failed
      @placed = placed
      @held = held
      freeze
    end

    def read(json)
      @generated = json.fetch("generated", 0)
      @combined = json.fetch("combined", 0)
      @empty = json.fetch("empty", 0)
      @skipped = json.fetch("skipped", 0)
      @paused = json.fetch("paused", 0)
      @not_due = json.fetch("not_due", 0)
      @not_distributed = json.fetch("not_distributed", 0)
      @missed = json.fetch("missed", 0)
      @failed = json.fetch("failed", 0)
      @placed = json.fetch("placed", 0)
      @held = json.fetch("held", 0)
      freeze
    end

    def to_h
      { generated: @generated, combined: @combined, empty: @empty, skipped: @skipped,
        paused: @paused, not_due: @not_due, not_distributed: @not_distributed, missed: @missed,
        failed: @failed, placed: @placed, held: @held }
    end

    FIELDS = { "generated" => [:integer], "combined" => [:integer], "empty" => [:integer],
               "skipped" => [:integer], "paused" => [:integer], "not_due" => [:integer],
               "not_distributed" => [:integer], "missed" => [:integer],
               "failed" => [:integer], "placed" => [:integer], "held" => [:integer] }.freeze
  end

  # What each cycle of a series is made of. Copied when the cycle is made (R10).
  class Template < Value
    # @return [Array<TemplateExchange>] Who distributes what.
    attr_reader :outgoing
    # @return [Array<Supply>] Who supplies.
    attr_reader :incoming

    def initialize(outgoing: [], incoming: [])
      super()
      @outgoing = own(outgoing)
      @incoming = own(incoming)
      freeze
    end

    def read(json)
      @outgoing = json.fetch("outgoing", []).map { |one| TemplateExchange.decode(one) }.freeze
      @incoming = json.fetch("incoming", []).map { |one| Supply.decode(one) }.freeze
      freeze
    end

    def to_h
      { outgoing: @outgoing, incoming: @incoming }
    end

    FIELDS = { "outgoing" => [[:TemplateExchange]], "incoming" => [[:Supply]] }.freeze
  end

  # One distributor of a template.
  class TemplateExchange < Value
    # @return [String] Who distributes.
    attr_reader :distributor
    # @return [CollectionRule, nil] When customers collect, reckoned from the close.
    attr_reader :collection
    # @return [Array<Fee>] What is charged beside the goods.
    attr_reader :fees
    # @return [Array<TemplateOffer>] What is offered.
    attr_reader :offers

    def initialize(distributor:, collection: nil, fees: [], offers: [])
      super()
      @distributor = own(distributor)
      @collection = collection
      @fees = own(fees)
      @offers = own(offers)
      freeze
    end

    def read(json)
      @distributor = json["distributor"]
      @collection = (one = json["collection"]) && CollectionRule.decode(one)
      @fees = json.fetch("fees", []).map { |one| Fee.decode(one) }.freeze
      @offers = json.fetch("offers", []).map { |one| TemplateOffer.decode(one) }.freeze
      freeze
    end

    def to_h
      { distributor: @distributor, collection: @collection, fees: @fees, offers: @offers }
    end

    FIELDS = { "distributor" => [:text], "collection" => [:CollectionRule],
               "fees" => [[:Fee]], "offers" => [[:TemplateOffer]] }.freeze
  end

  # One distributor of a template.
  class TemplateExchangeInput < Value
    # @return [String] Who distributes.
    attr_reader :distributor
    # @return [CollectionRule, nil] When customers collect, reckoned from the close.
    attr_reader :collection
    # @return [Array<FeeInput>] What is charged beside the goods.
    attr_reader :fees
    # @return [Array<OfferInput>] What is offered, each variant once.
    attr_reader :offers

    def initialize(distributor:, collection: nil, fees: [], offers: [])
      super()
      @distributor = own(distributor)
      @collection = collection
      @fees = own(fees)
      @offers = own(offers)
      freeze
    end

    def read(json)
      @distributor = json["distributor"]
      @collection = (one = json["collection"]) && CollectionRule.decode(one)
      @fees = json.fetch("fees", []).map { |one| FeeInput.decode(one) }.freeze
      @offers = json.fetch("offers", []).map { |one| OfferInput.decode(one) }.freeze
      freeze
    end

    def to_h
      { distributor: @distributor, collection: @collection, fees: @fees, offers: @offers }
    end

    FIELDS = { "distributor" => [:text], "collection" => [:CollectionRule, :maybe],
               "fees" => [[:FeeInput], :maybe], "offers" => [[:OfferInput], :maybe] }.freeze
  end

  # What each cycle of a series is made of.
  class TemplateInput < Value
    # @return [Array<TemplateExchangeInput>] Who distributes what, each distributor once.
    attr_reader :outgoing
    # @return [Array<SupplyInput>] Who supplies, each supplier once.
    attr_reader :incoming

    def initialize(outgoing: [], incoming: [])
      super()
      @outgoing = own(outgoing)
      @incoming = own(incoming)
      freeze
    end

    def read(json)
      @outgoing =
        json.fetch("outgoing", []).map { |one| TemplateExchangeInput.decode(one) }.freeze
      @incoming = json.fetch("incoming", []).map { |one| SupplyInput.decode(one) }.freeze
      freeze
    end

    def to_h
      { outgoing: @outgoing, incoming: @incoming }
    end

    FIELDS = { "outgoing" => [[:TemplateExchangeInput], :maybe],
               "incoming" => [[:SupplyInput], :maybe] }.freeze
  end

  # One offer of a template.
  class TemplateOffer < Value
    # @return [String] What.
    attr_reader :variant
    # @return [Money] The price of one unit.
    attr_reader :price
    # @return [BigDecimal, nil] How much there is in a cycle; none: unlimited.
    attr_reader :stock

    def initialize(variant:, price:, stock: nil)
      super()
      @variant = own(variant)
      @price = price
      @stock = stock
      freeze
    end

    def read(json)
      @variant = json["variant"]
      @price = Money.decode(json["price"])
      @stock = (one = json["stock"]) && BigDecimal(one)
      freeze
    end

    def to_h
      { variant: @variant, price: @price, stock: @stock }
    end

    FIELDS = { "variant" => [:text], "price" => [:Money], "stock" => [:decimal] }.freeze
  end

  # What a tick did, and when the next one has work.
  class TickReport < Value
    # @return [Time] The time for which it ticked.
    attr_reader :now
    # @return [Integer] Batches worked off, each in a transaction of its own.
    attr_reader :batches
    # @return [Integer] Cycles that opened.
    attr_reader :opened
    # @return [Integer] Cycles that closed.
    attr_reader :closed
    # @return [Integer] Cycles made ahead in series.
    attr_reader :cycles_made
    # @return [Tally] What became of pairs and orders.
    attr_reader :tally
    # @return [Array<Problem>] What could not be done and was put off.
    attr_reader :problems
    # @return [Boolean] Whether work that is due is left, because the tick was bounded: tick
    #   again.
    attr_reader :more
    # @return [Time, nil] When the next work is due; none: nothing is.
    attr_reader :next_at

    def initialize(now:, batches:, opened:, closed:, cycles_made:, tally:, problems:, more:,
                   next_at: nil)
      super()
      @now = now
      @batches = batches
      @opened = opened
      @closed = closed
      @cycles_made = cycles_made
      @tally = tally
      @problems = own(problems)
      @more = more
      @next_at = next_at
      freeze
    end

    def read(json)
      @now = Coder.time(json["now"])
      @batches = json["batches"]
      @opened = json["opened"]
      @closed = json["closed"]
      @cycles_made = json["cycles_made"]
      @tally = Tally.decode(json["tally"])
      @problems = json["problems"].map { |one| Problem.decode(one) }.freeze
      @more = json["more"]
      @next_at = (one = json["next_at"]) && Coder.time(one)
      freeze
    end

    def to_h
      { now: @now, batches: @batches, opened: @opened, closed: @closed, cycles_made: @cycles_made,
        tally: @tally, problems: @problems, more: @more, next_at: @next_at }
    end

    FIELDS = { "now" => [:instant], "batches" => [:integer], "opened" => [:integer],
               "closed" => [:integer], "cycles_made" => [:integer], "tally" => [:Tally],
               "problems" => [[:Problem]], "more" => [:boolean], "next_at" => [:instant] }.freeze
  end

  # One cycle of a timeline.
  class TimelineEntry < Value
    # @return [Time] When the cycle opens.
    attr_reader :opens_at
    # @return [Time] When it closes.
    attr_reader :closes_at
    # @return [Explanation] What happened, or will happen.
    attr_reader :explanation

    def initialize(opens_at:, closes_at:, explanation:)
      super()
      @opens_at = opens_at
      @closes_at = closes_at
      @explanation = explanation
      freeze
    end

    def read(json)
      @opens_at = Coder.time(json["opens_at"])
      @closes_at = Coder.time(json["closes_at"])
      @explanation = Explanation.decode(json["explanation"])
      freeze
    end

    def to_h
      { opens_at: @opens_at, closes_at: @closes_at, explanation: @explanation }
    end

    FIELDS = { "opens_at" => [:instant], "closes_at" => [:instant],
               "explanation" => [:Explanation] }.freeze
  end

  # A standing order's cycles, in the order of their openings.
  class TimelinePage < Value
    # @return [Array<TimelineEntry>] The cycles.
    attr_reader :items

    def initialize(items:)
      super()
      @items = own(items)
      freeze
    end

    def read(json)
      @items = json["items"].map { |one| TimelineEntry.decode(one) }.freeze
      freeze
    end

    def to_h
      { items: @items }
    end

    FIELDS = { "items" => [[:TimelineEntry]] }.freeze
  end

  # A sellable product variant of the host's shop.
  class Variant < Value
    # @return [String] Whose shop.
    attr_reader :enterprise
    # @return [String] The host's id.
    attr_reader :id
    # @return [String] What sheets and notices call it.
    attr_reader :name
    # @return [String, nil] The enterprise that supplies it.
    attr_reader :supplier
    # @return [String, nil] Its category.
    attr_reader :category
    # @return [BigDecimal] What quantities are multiples of: 1 for pieces, 0.25 for quarter
    #   kilograms.
    attr_reader :unit_step
    # @return [BigDecimal, nil] Kilograms a unit, for fees by weight.
    attr_reader :weight
    # @return [Array<String>] Tags, sorted.
    attr_reader :tags
    # @return [Integer] Raised by every change.
    attr_reader :version

    def initialize(enterprise:, id:, name:, supplier: nil, category: nil, unit_step:, weight: nil,
                   tags:, version:)
      super()
      @enterprise = own(enterprise)
      @id = own(id)
      @name = own(name)
      @supplier = own(supplier)
      @category = own(category)
      @unit_step = unit_step
      @weight = weight
      @tags = own(tags)
      @version = version
      freeze
    end

    def read(json)
      @enterprise = json["enterprise"]
      @id = json["id"]
      @name = json["name"]
      @supplier = json["supplier"]
      @category = json["category"]
      @unit_step = BigDecimal(json["unit_step"])
      @weight = (one = json["weight"]) && BigDecimal(one)
      @tags = json["tags"]
      @version = json["version"]
      freeze
    end

    def to_h
      { enterprise: @enterprise, id: @id, name: @name, supplier: @supplier, category: @category,
        unit_step: @unit_step, weight: @weight, tags: @tags, version: @version }
    end

    FIELDS = { "enterprise" => [:text], "id" => [:text], "name" => [:text],
               "supplier" => [:text], "category" => [:text], "unit_step" => [:decimal],
               "weight" => [:decimal], "tags" => [[:text]], "version" => [:integer] }.freeze
  end

  # One variant, as the host's shop has it.
  class VariantInput < Value
    # @return [String] The host's id.
    attr_reader :id
    # @return [String] What sheets and notices call it.
    attr_reader :name
    # @return [String, nil] The enterprise that supplies it.
    attr_reader :supplier
    # @return [String, nil] Its category.
    attr_reader :category
    # @return [BigDecimal, nil] What quantities are multiples of; usually 1.
    attr_reader :unit_step
    # @return [BigDecimal, nil] Kilograms a unit.
    attr_reader :weight
    # @return [Array<String>] Tags.
    attr_reader :tags

    def initialize(id:, name:, supplier: nil, category: nil, unit_step: nil, weight: nil, tags: [])
      super()
      @id = own(id)
      @name = own(name)
      @supplier = own(supplier)
      @category = own(category)
      @unit_step = unit_step
      @weight = weight
      @tags = own(tags)
      freeze
    end

    def read(json)
      @id = json["id"]
      @name = json["name"]
      @supplier = json["supplier"]
      @category = json["category"]
      @unit_step = (one = json["unit_step"]) && BigDecimal(one)
      @weight = (one = json["weight"]) && BigDecimal(one)
      @tags = json.fetch("tags", [].freeze)
      freeze
    end

    def to_h
      { id: @id, name: @name, supplier: @supplier, category: @category, unit_step: @unit_step,
        weight: @weight, tags: @tags }
    end

    FIELDS = { "id" => [:text], "name" => [:text], "supplier" => [:text, :maybe],
               "category" => [:text, :maybe], "unit_step" => [:decimal, :maybe],
               "weight" => [:decimal, :maybe], "tags" => [[:text], :maybe] }.freeze
  end

  # Variants, in the order of their ids.
  class VariantPage < Value
    # @return [Array<Variant>] The rows, in the list's order.
    attr_reader :items
    # @return [String, nil] Give it as `after` for the rows that follow; none: there are no more.
    attr_reader :next_page

    def initialize(items:, next_page: nil)
      super()
      @items = own(items)
      @next_page = own(next_page)
      freeze
    end

    def read(json)
      @items = json["items"].map { |one| Variant.decode(one) }.freeze
      @next_page = json["next_page"]
      freeze
    end

    def to_h
      { items: @items, next_page: @next_page }
    end

    FIELDS = { "items" => [[:Variant]], "next_page" => [:text] }.freeze
  end

  # How many variants were saved.
  class VariantsSaved < Value
    # @return [Integer] Those that are new.
    attr_reader :created
    # @return [Integer] Those that were known and differ now.
    attr_reader :updated

    def initialize(created:, updated:)
      super()
      @created = created
      @updated = updated
      freeze
    end

    def read(json)
      @created = json["created"]
      @updated = json["updated"]
      freeze
    end

    def to_h
      { created: @created, updated: @updated }
    end

    FIELDS = { "created" => [:integer], "updated" => [:integer] }.freeze
  end

  # What a standing order wants of a variant now.
  class WantedLine < Value
    # @return [String] What.
    attr_reader :variant
    # @return [BigDecimal] How much.
    attr_reader :quantity

    def initialize(variant:, quantity:)
      super()
      @variant = own(variant)
      @quantity = quantity
      freeze
    end

    def read(json)
      @variant = json["variant"]
      @quantity = BigDecimal(json["quantity"])
      freeze
    end

    def to_h
      { variant: @variant, quantity: @quantity }
    end

    FIELDS = { "variant" => [:text], "quantity" => [:decimal] }.freeze
  end

  # A day of the week.
  module Weekday
    # `MO` in a rule.
    MONDAY = :monday
    # `TU` in a rule.
    TUESDAY = :tuesday
    # `WE` in a rule.
    WEDNESDAY = :wednesday
    # `TH` in a rule.
    THURSDAY = :thursday
    # `FR` in a rule.
    FRIDAY = :friday
    # `SA` in a rule.
    SATURDAY = :saturday
    # `SU` in a rule.
    SUNDAY = :sunday
    ALL = [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end

  # The reason of an outcome. Its `rule` is the id of the rule that decided, its `Display` a
  # sentence for people.
  module Why
    extend Union
  end

  # It is due: its lines are in range, and nothing stands against it.
  class WhyDue < Value
    include Why

    # @return [Symbol] `:due`
    def kind = :due

    # @return [Date] The first date of the revision that holds.
    attr_reader :revision

    def initialize(revision:)
      super()
      @revision = revision
      freeze
    end

    def read(json)
      @revision = Date.iso8601(json["revision"]).freeze
      freeze
    end

    def to_h
      { kind: :due, revision: @revision }
    end

    FIELDS = { "revision" => [:date] }.freeze
  end

  # It was made from the revision that holds.
  class WhyGenerated < Value
    include Why

    # @return [Symbol] `:generated`
    def kind = :generated

    # @return [Date] The first date of that revision.
    attr_reader :revision

    def initialize(revision:)
      super()
      @revision = revision
      freeze
    end

    def read(json)
      @revision = Date.iso8601(json["revision"]).freeze
      freeze
    end

    def to_h
      { kind: :generated, revision: @revision }
    end

    FIELDS = { "revision" => [:date] }.freeze
  end

  # Its lines joined an order that the customer had open.
  class WhyCombined < Value
    include Why

    # @return [Symbol] `:combined`
    def kind = :combined

    def initialize
      super
      freeze
    end

    def read(_json) = freeze
    def to_h = { kind: :combined }

    FIELDS = {}.freeze
  end

  # Nothing of what was asked was available.
  class WhyNothingAvailable < Value
    include Why

    # @return [Symbol] `:nothing_available`
    def kind = :nothing_available

    def initialize
      super
      freeze
    end

    def read(_json) = freeze
    def to_h = { kind: :nothing_available }

    FIELDS = {}.freeze
  end

  # The cycle was left out.
  class WhySkipped < Value
    include Why

    # @return [Symbol] `:skipped`
    def kind = :skipped

    # @return [Author] By whom.
    attr_reader :by

    def initialize(by:)
      super()
      @by = by
      freeze
    end

    def read(json)
      @by = Author.decode(json["by"])
      freeze
    end

    def to_h
      { kind: :skipped, by: @by }
    end

    FIELDS = { "by" => [:Author] }.freeze
  end

  # Every line was taken out of the order.
  class WhyEmptiedBy < Value
    include Why

    # @return [Symbol] `:emptied_by`
    def kind = :emptied_by

    # @return [Author] By whom.
    attr_reader :by

    def initialize(by:)
      super()
      @by = by
      freeze
    end

    def read(json)
      @by = Author.decode(json["by"])
      freeze
    end

    def to_h
      { kind: :emptied_by, by: @by }
    end

    FIELDS = { "by" => [:Author] }.freeze
  end

  # The order was cancelled.
  class WhyCancelledBy < Value
    include Why

    # @return [Symbol] `:cancelled_by`
    def kind = :cancelled_by

    # @return [Author] By whom.
    attr_reader :by

    def initialize(by:)
      super()
      @by = by
      freeze
    end

    def read(json)
      @by = Author.decode(json["by"])
      freeze
    end

    def to_h
      { kind: :cancelled_by, by: @by }
    end

    FIELDS = { "by" => [:Author] }.freeze
  end

  # The order was taken out of the standing order (R27).
  class WhyDetached < Value
    include Why

    # @return [Symbol] `:detached`
    def kind = :detached

    # @return [Author] By whom.
    attr_reader :by

    def initialize(by:)
      super()
      @by = by
      freeze
    end

    def read(json)
      @by = Author.decode(json["by"])
      freeze
    end

    def to_h
      { kind: :detached, by: @by }
    end

    FIELDS = { "by" => [:Author] }.freeze
  end

  # It is paused.
  class WhyPaused < Value
    include Why

    # @return [Symbol] `:paused`
    def kind = :paused

    # @return [Date] From this date.
    attr_reader :starts_on
    # @return [Date, nil] Until this date, itself included; none: until further notice.
    attr_reader :ends_on

    def initialize(starts_on:, ends_on: nil)
      super()
      @starts_on = starts_on
      @ends_on = ends_on
      freeze
    end

    def read(json)
      @starts_on = Date.iso8601(json["starts_on"]).freeze
      @ends_on = (one = json["ends_on"]) && Date.iso8601(one).freeze
      freeze
    end

    def to_h
      { kind: :paused, starts_on: @starts_on, ends_on: @ends_on }
    end

    FIELDS = { "starts_on" => [:date], "ends_on" => [:date] }.freeze
  end

  # None of its lines is due in a cycle of this number.
  class WhyNoLineDue < Value
    include Why

    # @return [Symbol] `:no_line_due`
    def kind = :no_line_due

    # @return [Integer, nil] The cycle's number; none: it was attached by hand.
    attr_reader :number

    def initialize(number: nil)
      super()
      @number = number
      freeze
    end

    def read(json)
      @number = json["number"]
      freeze
    end

    def to_h
      { kind: :no_line_due, number: @number }
    end

    FIELDS = { "number" => [:integer] }.freeze
  end

  # Its distributor is not in the cycle.
  class WhyNotDistributed < Value
    include Why

    # @return [Symbol] `:not_distributed`
    def kind = :not_distributed

    # @return [String] The distributor.
    attr_reader :distributor

    def initialize(distributor:)
      super()
      @distributor = own(distributor)
      freeze
    end

    def read(json)
      @distributor = json["distributor"]
      freeze
    end

    def to_h
      { kind: :not_distributed, distributor: @distributor }
    end

    FIELDS = { "distributor" => [:text] }.freeze
  end

  # The cycle is neither of its series nor picked.
  class WhyNotInSeries < Value
    include Why

    # @return [Symbol] `:not_in_series`
    def kind = :not_in_series

    # @return [String] The cycle.
    attr_reader :cycle

    def initialize(cycle:)
      super()
      @cycle = own(cycle)
      freeze
    end

    def read(json)
      @cycle = json["cycle"]
      freeze
    end

    def to_h
      { kind: :not_in_series, cycle: @cycle }
    end

    FIELDS = { "cycle" => [:uuid] }.freeze
  end

  # The cycle's date lies before its start.
  class WhyBeforeStart < Value
    include Why

    # @return [Symbol] `:before_start`
    def kind = :before_start

    # @return [Date] The cycle's date.
    attr_reader :date
    # @return [Date] The start.
    attr_reader :starts_on

    def initialize(date:, starts_on:)
      super()
      @date = date
      @starts_on = starts_on
      freeze
    end

    def read(json)
      @date = Date.iso8601(json["date"]).freeze
      @starts_on = Date.iso8601(json["starts_on"]).freeze
      freeze
    end

    def to_h
      { kind: :before_start, date: @date, starts_on: @starts_on }
    end

    FIELDS = { "date" => [:date], "starts_on" => [:date] }.freeze
  end

  # The cycle's date lies after its end.
  class WhyAfterEnd < Value
    include Why

    # @return [Symbol] `:after_end`
    def kind = :after_end

    # @return [Date] The cycle's date.
    attr_reader :date
    # @return [Date] The end.
    attr_reader :ends_on

    def initialize(date:, ends_on:)
      super()
      @date = date
      @ends_on = ends_on
      freeze
    end

    def read(json)
      @date = Date.iso8601(json["date"]).freeze
      @ends_on = Date.iso8601(json["ends_on"]).freeze
      freeze
    end

    def to_h
      { kind: :after_end, date: @date, ends_on: @ends_on }
    end

    FIELDS = { "date" => [:date], "ends_on" => [:date] }.freeze
  end

  # It was made after its maker's limit for this cycle: the customer's, or the close (R32).
  class WhyAfterLimit < Value
    include Why

    # @return [Symbol] `:after_limit`
    def kind = :after_limit

    # @return [Time] The limit.
    attr_reader :limit

    def initialize(limit:)
      super()
      @limit = limit
      freeze
    end

    def read(json)
      @limit = Coder.time(json["limit"])
      freeze
    end

    def to_h
      { kind: :after_limit, limit: @limit }
    end

    FIELDS = { "limit" => [:instant] }.freeze
  end

  # It has ended.
  class WhyEnded < Value
    include Why

    # @return [Symbol] `:ended`
    def kind = :ended

    def initialize
      super
      freeze
    end

    def read(_json) = freeze
    def to_h = { kind: :ended }

    FIELDS = {}.freeze
  end

  # Its orders are made by hand.
  class WhyManual < Value
    include Why

    # @return [Symbol] `:manual`
    def kind = :manual

    def initialize
      super
      freeze
    end

    def read(_json) = freeze
    def to_h = { kind: :manual }

    FIELDS = {}.freeze
  end

  # The cycle was cancelled.
  class WhyCycleCancelled < Value
    include Why

    # @return [Symbol] `:cycle_cancelled`
    def kind = :cycle_cancelled

    def initialize
      super
      freeze
    end

    def read(_json) = freeze
    def to_h = { kind: :cycle_cancelled }

    FIELDS = {}.freeze
  end

  # The cycle closed before the standing order could be worked off.
  class WhyCycleClosed < Value
    include Why

    # @return [Symbol] `:cycle_closed`
    def kind = :cycle_closed

    def initialize
      super
      freeze
    end

    def read(_json) = freeze
    def to_h = { kind: :cycle_closed }

    FIELDS = {}.freeze
  end

  # The cycle opened and closed while nothing ticked (R25).
  class WhyMissed < Value
    include Why

    # @return [Symbol] `:missed`
    def kind = :missed

    def initialize
      super
      freeze
    end

    def read(_json) = freeze
    def to_h = { kind: :missed }

    FIELDS = {}.freeze
  end

  # It could not be worked off.
  class WhyFailed < Value
    include Why

    # @return [Symbol] `:failed`
    def kind = :failed

    # @return [String] The error's code.
    attr_reader :code
    # @return [String] What was wrong.
    attr_reader :message

    def initialize(code:, message:)
      super()
      @code = own(code)
      @message = own(message)
      freeze
    end

    def read(json)
      @code = json["code"]
      @message = json["message"]
      freeze
    end

    def to_h
      { kind: :failed, code: @code, message: @message }
    end

    FIELDS = { "code" => [:text], "message" => [:text] }.freeze
  end

  module Why
    KINDS = { due: WhyDue, generated: WhyGenerated, combined: WhyCombined,
              nothing_available: WhyNothingAvailable, skipped: WhySkipped,
              emptied_by: WhyEmptiedBy, cancelled_by: WhyCancelledBy,
              detached: WhyDetached, paused: WhyPaused, no_line_due: WhyNoLineDue,
              not_distributed: WhyNotDistributed, not_in_series: WhyNotInSeries,
              before_start: WhyBeforeStart, after_end: WhyAfterEnd,
              after_limit: WhyAfterLimit, ended: WhyEnded, manual: WhyManual,
              cycle_cancelled: WhyCycleCancelled, cycle_closed: WhyCycleClosed,
              missed: WhyMissed, failed: WhyFailed }.freeze
  end

  # Why somebody may not shop.
  module WhyNot
    # He is no customer, and the shop is for customers.
    NO_CUSTOMER = :no_customer
    # The customer has none of the tags that the shop asks for.
    NOT_TAGGED = :not_tagged
    # The customer is archived, and the shop is not open to all.
    ARCHIVED = :archived
    # He is a contact who may only look.
    VIEW_ONLY = :view_only
    ALL = [NO_CUSTOMER, NOT_TAGGED, ARCHIVED, VIEW_ONLY].freeze

    def self.encode(value, path, faults) = Coder.plain(value, path, faults)
    def self.decode(json) = json.to_sym
  end
end
