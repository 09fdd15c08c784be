# frozen_string_literal: true

%w[bigdecimal date ffi json time].each { |name| require name }

# Customer accounts, order cycles that recur by rule, and standing orders that become orders each
# time a cycle opens: for food hubs, within what they run already.
#
#   Milkround.open("sqlite:hub.db") do |hub|
#     hub.customers.list(enterprise: "riverside").items.each { |customer| puts customer.email }
#   end
module Milkround
  # What a patch leaves as it is: the default wherever `nil` would clear a field.
  KEEP = Object.new
  def KEEP.inspect = "Milkround::KEEP"
  KEEP.freeze

  # Opens a hub: `sqlite:hub.db`, `postgres://user:password@host:5432/database`, or `memory:` for a
  # trial. With a block it is closed at the block's end, and the block's value is answered.
  #
  # @param test_clock [Time, String, nil] a clock that stands at this time until it is told to go
  #   on (`hub.test_clock.advance`); none: the clock of the machine
  # @param seed [Integer, nil] the same calls give the same ids; for tests alone
  # @param logger [Logger, nil] is told of each call, at debug
  # @return [Hub]
  # @raise [Invalid, Unavailable, Conflict, Internal]
  def self.open(url, test_clock: nil, seed: nil, logger: nil)
    hub = Hub.new({ url: url, test_clock: test_clock, seed: seed }, logger)
    return hub unless block_given?

    yield hub
  ensure
    hub&.close if block_given?
  end

  # The pure rules: data in, plan out, for hosts that keep their own tables.
  #
  # @return [Module]
  def self.rules = Rules
end

%w[
  version errors gate library local_time coder value types money operation operations hub
].each { |name| require_relative "milkround/#{name}" }
require_relative "milkround/railtie" if defined?(Rails::Railtie)
