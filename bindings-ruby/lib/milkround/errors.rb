# frozen_string_literal: true

module Milkround
  # One thing that is wrong with what was given: where, and how to put it right.
  Violation = Struct.new(:path, :code, :message, :value, keyword_init: true)

  # Whatever Milkround refuses. Its six classes, in `types.rb`, say what to do about it.
  class Error < StandardError
    # @return [Array<Violation>] every fault of the input
    attr_reader :violations

    # @param json [Hash] the error as the wire has it
    def self.of(json) = KINDS.fetch(json["class"], Internal).new(json)

    # A refusal of which the core need not hear.
    def self.here(code, message, **more)
      own = { "code" => code, "class" => KINDS.key(self), "message" => message }
      new({ **own, **more, "retryable" => false })
    end

    def initialize(json)
      super(json["message"])
      @json = json
      @violations = (json["violations"] || []).map do |one|
        Violation.new(path: one["path"], code: one["code"].to_sym, message: one["message"],
                      value: one["value"]).freeze
      end.freeze
    end

    # @return [Symbol] what happened: `:already_exists`; see docs/errors.md
    def code = @json["code"].to_sym

    # @return [String, nil] the field that it is about
    def path = @json["path"]

    # @return [Hash] facts for programs, with their names as texts
    def details = @json["details"] || {}

    # Whether the same call may succeed later.
    def retryable? = @json["retryable"] == true

    # The error as the wire has it.
    def to_h = @json
  end
end
