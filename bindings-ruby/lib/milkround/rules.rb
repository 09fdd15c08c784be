# frozen_string_literal: true

# Made by `cargo xtask gen` from the catalogue of operations: not to be edited.

module Milkround
  # The rules by themselves: data in, plan out, for hosts that keep their own tables.
  module Rules
    module_function

    def run(operation, given)
      operation.answer(Library.call(nil, operation.name, operation.envelope("", given)))
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
      [[:zone, :text, :given], [:starts_at, :local, :given], [:recurrence, :text, :given],
       [:first, :local, :maybe], [:last, :local, :maybe], [:limit, :integer, :maybe]],
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
      [[:series, :text, :given], [:schedule, :Schedule, :given],
       [:collections, [:DistributorCollection], :maybe], [:holidays, [:date], :maybe],
       [:cycle_day, :CycleDay, :maybe], [:mark, :Mark, :maybe], [:first_number, :integer, :maybe],
       [:previous_closes_at, :instant, :maybe], [:now, :instant, :given],
       [:include_past, :boolean, :maybe], [:horizon, :Horizon, :given]],
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
      [[:cycle, :RoundCycle, :given], [:currency, :text, :given], [:sharing, :Sharing, :maybe],
       [:standing_orders, [:RoundStandingOrder], :given]],
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
      [[:currency, :text, :given], [:orders, [:RoundOrder], :given]],
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
      [[:cycle, :RoundCycle, :given], [:standing_order, :RoundStandingOrder, :given]],
      :PairExplained
    )
    private_constant :EXPLAIN

    # A revision meets an order that was made before it: `rules.merge`. Three-way, line by line; a
    # shortage is no edit (D8, R30).
    #
    # @param lines [Array<MergeLine, Hash>] The lines of the order.
    # @param wanted [Array<WantedLine, Hash>] What the standing order wants now.
    # @return [MergePlan]
    def merge(lines:, wanted:)
      given = { lines: lines, wanted: wanted }
      run(MERGE, given)
    end

    MERGE = Operation.new(
      "rules.merge",
      [[:lines, [:MergeLine], :given], [:wanted, [:WantedLine], :given]],
      :MergePlan
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
      [[:stock, :decimal, :given], [:unit_step, :decimal, :maybe], [:asked, [:decimal], :given]],
      :StockShares
    )
    private_constant :SHARE
  end
end
