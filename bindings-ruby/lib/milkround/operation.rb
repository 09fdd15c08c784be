# frozen_string_literal: true

module Milkround
  # An operation: its name, the table of what it takes, and the type of what it answers.
  Operation = Struct.new(:name, :fields, :type) do
    # The envelope of a call; a rule has no actor.
    def envelope(actor, given, key = nil, dry_run = false)
      Coder::Faults.none do |faults|
        envelope = { actor: actor, input: Coder.fields(fields, given, "", faults) }.compact
        envelope[:key] = Coder.plain(key, "key", faults) unless key.nil?
        envelope[:dry_run] = Coder.plain(dry_run, "dry_run", faults) if dry_run
        JSON.generate(envelope)
      end
    end

    # The value that an answer holds.
    def answer(text)
      json = JSON.parse(text, freeze: true)
      raise Error.of(json["error"]) if json["error"]

      Milkround.const_get(type).decode(json["ok"])
    end
  end
  private_constant :Operation

  # Operations of one area, in somebody's name.
  class Area
    def initialize(caller) = @caller = caller

    def inspect = "#<#{self.class} of #{@caller.inspect}>"

    private

    def run(...) = @caller.__send__(:run, ...)
  end
end
