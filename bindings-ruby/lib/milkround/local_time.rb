# frozen_string_literal: true

module Milkround
  # A date and a time of day on somebody's clocks, without a zone: when a series starts, say. Ruby's
  # Time and DateTime always carry an offset, and would make an instant of it that nobody meant.
  #
  #   LocalTime.parse("2026-03-02T09:00:00").date   # => Date of 2 March 2026
  #   "#{LocalTime.new(Date.new(2026, 3, 2), "09:00")}" # => "2026-03-02T09:00:00"
  class LocalTime
    include Comparable

    # @return [Date]
    attr_reader :date
    # @return [String] `09:00:00`
    attr_reader :time

    # @param text [String] `2026-03-02T09:00:00`
    def self.parse(text) = text.split("T", 2).then { |date, time| new(Date.iso8601(date), time) }

    # @param date [Date]
    # @param time [String] `09:00`, or with seconds
    def initialize(date, time)
      valid = /\A([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?\z/.match?(time)
      raise ArgumentError, "`#{time}` is no time of day: write it like 09:00" unless valid

      @date = date
      @time = (time.length == 5 ? "#{time}:00" : time).dup.freeze
      freeze
    end

    def hour = time[0, 2].to_i
    def minute = time[3, 2].to_i
    def to_s = "#{date.iso8601}T#{time}"
    def inspect = "#<Milkround::LocalTime #{self}>"
    def <=>(other) = other.is_a?(LocalTime) ? to_s <=> other.to_s : nil
    def eql?(other) = other.is_a?(LocalTime) && self == other
    def hash = to_s.hash
  end
end
