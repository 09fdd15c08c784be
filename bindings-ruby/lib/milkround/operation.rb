# frozen_string_literal: true

module Milkround
  # An operation: its name, what it takes and what it answers.
  class Operation
    attr_reader :name

    def initialize(name, rows, answer)
      @name = name
      @fields = Coder::Fields.new(rows)
      @answer = Coder.of(answer)
    end

    # The arguments that JSON holds, and a value as JSON: what the scenarios need.
    def given(json) = @fields.decode(json)
    def json(value) = @answer.encode(value, "", Coder::Faults.new)

    # The envelope of a call, from `"actor":…,` and the arguments.
    def envelope(actor, given, key = nil, dry_run = false)
      faults = Coder::Faults.new
      input = @fields.encode(given, "", faults)
      unless key.nil? && dry_run == false
        also = { "key" => Coder.plain(key, "key", faults) }
        also["dry_run"] = Coder.plain(dry_run, "dry_run", faults) if dry_run
      end
      faults.raise_any
      "{#{actor}#{"#{JSON.generate(also)[1..-2]}," if also}\"input\":#{JSON.generate(input)}}"
    end

    # The value that an answer holds.
    def answer(text)
      json = JSON.parse(text, freeze: true)
      error = json["error"]
      raise Error.of(error) if error

      @answer.decode(json["ok"])
    end
  end

  # Operations of one area, in somebody's name.
  class Area
    def initialize(caller) = @caller = caller

    def inspect = "#<#{self.class} of #{@caller.inspect}>"

    private

    def run(operation, given, key = nil, dry_run = false)
      @caller.__send__(:run, operation, given, key, dry_run)
    end
  end
  private_constant :Operation
end
