# frozen_string_literal: true

module Milkround
  # One thing that is wrong with what was given: where, and how to put it right.
  Violation = Struct.new(:path, :code, :message, :value, keyword_init: true)

  # Whatever Milkround refuses. The six classes below say what to do about it.
  class Error < StandardError
    # @return [Symbol] what happened: `:already_exists`; see docs/errors.md
    attr_reader :code
    # @return [String, nil] the field that it is about
    attr_reader :path
    # @return [Hash] facts for programs, with their names as texts
    attr_reader :details
    # @return [Array<Violation>] every fault of the input
    attr_reader :violations

    # @param json [Hash] the error as the wire has it
    def self.of(json)
      KINDS.fetch(json["class"], Internal).new(json)
    end

    def initialize(json)
      super(json["message"])
      @json = json
      @code = json["code"].to_sym
      @path = json["path"]
      @details = json["details"] || {}
      @violations = (json["violations"] || []).map do |one|
        Violation.new(path: one["path"], code: one["code"].to_sym, message: one["message"],
                      value: one["value"]).freeze
      end.freeze
    end

    # Whether the same call may succeed later.
    def retryable? = @json["retryable"] == true

    # The error as the wire has it.
    def to_h = @json
  end

  # What was given is not valid: `violations` lists every fault.
  class Invalid < Error; end
  # There is no such thing, or it is not the actor's to see.
  class NotFound < Error; end
  # It contradicts what is there: look again, then decide.
  class Conflict < Error; end
  # It is there, but this actor may not do that, or nobody may now.
  class NotAllowed < Error; end
  # The store cannot be reached now.
  class Unavailable < Error; end
  # A fault of Milkround or of its file.
  class Internal < Error; end

  class Error
    # The classes by their names on the wire.
    KINDS = {
      "invalid" => Invalid, "not_found" => NotFound, "conflict" => Conflict,
      "not_allowed" => NotAllowed, "unavailable" => Unavailable, "internal" => Internal
    }.freeze
    private_constant :KINDS
  end
end
