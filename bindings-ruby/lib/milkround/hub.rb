# frozen_string_literal: true

module Milkround
  # The operations, in the name of one actor.
  class Caller
    include Operations

    # @param hub [Hub]
    # @param actor [Hash] as JSON has him
    def initialize(hub, url, actor)
      @hub = hub
      @url = url
      @actor = actor
    end

    # The low door: an operation by its name, with an envelope of JSON, answered as JSON.
    #
    # @param operation [String] `customers.create`
    # @param envelope [String] `{"actor": …, "key"?: …, "dry_run"?: …, "input": …}`
    # @return [String] `{"ok": …}` or `{"error": …}`
    def call(operation, envelope) = @hub.call(operation, envelope)

    def inspect = %(#<#{self.class} #{shown} "actor":#{JSON.generate(@actor)}>)

    private

    # What may stand in a log: the URL of a server may hold a password.
    def shown = @url.sub(%r{\A(postgres(ql)?:).*}m, '\1…')

    def run(operation, given, key = nil, dry_run = false)
      operation.answer(call(operation.name, operation.envelope(@actor, given, key, dry_run)))
    end
  end

  # An open hub; it acts as the system. {#as_user} and {#as_customer} are the same hub in the name
  # of somebody else. Every thread may use it, and it outlives a fork.
  class Hub < Caller
    # How it is opened.
    OPENING = {
      "url" => [:text, :maybe], "test_clock" => [:instant, :maybe], "seed" => [:integer, :maybe]
    }.freeze
    STAYS = "a hub in memory stays with the process that opened it, and this is a fork of that: " \
            "open another, or open a file or a database"
    private_constant :OPENING, :STAYS

    def initialize(options, logger)
      @options = Coder::Faults.none { |faults| Coder.fields(OPENING, options, "", faults) }
      super(self, @options["url"], { kind: "system" })
      @logger = logger
      Gate.pass { @open = Library.open(@options, self) }
    end

    # The hub in the name of a user with the enterprises that he manages.
    #
    # @param user [String] the host's id of him
    # @param enterprises [Array<String>]
    # @return [Caller]
    def as_user(user, enterprises) = as({ kind: "user", user: user, enterprises: enterprises })

    # The hub in the name of a customer of an enterprise, or of a contact who acts for him.
    #
    # @param customer [String] his id
    # @param contact [String, nil] the contact's id
    # @return [Caller]
    def as_customer(enterprise, customer, contact = nil)
      as({ kind: "customer", enterprise: enterprise, customer: customer, contact: contact }.compact)
    end

    def call(operation, envelope)
      started = Process.clock_gettime(Process::CLOCK_MONOTONIC) if @logger
      Gate.pass(alone: true) { open_again } unless Library.open?(@open)
      answer = Gate.pass do
        raise IOError, "this hub is closed: open it again with Milkround.open" if closed?

        Library.call(@open, operation, envelope)
      end
      now = answer[/\A{"ok":{"now":"([^"]+)"/, 1] if operation == "test_clock.advance"
      @options["test_clock"] = now if now
      log(operation, answer, started) if @logger
      answer
    end

    # Waits for the calls that run, and closes; what is called afterwards raises IOError.
    #
    # @return [nil]
    def close
      Gate.pass(alone: true) { @open = Library.close(@open) }
    end

    def closed? = @open.nil?

    def inspect = "#<#{self.class} #{shown}#{" closed" if closed?}>"

    private

    def as(actor)
      actor = Coder::Faults.none { |faults| Actor.encode(actor, "actor", faults) }
      Caller.new(self, @url, actor)
    end

    # In the child of a fork. It has ids of its own, and a test clock that goes on where it was.
    def open_again
      return if closed? || Library.open?(@open)
      raise Unavailable.here("store_unavailable", STAYS) if @url.match?(/\A(sqlite::)?memory:\z/)

      @options["seed"] = (@options["seed"] + Process.pid) % (2**53) if @options["seed"]
      @open = Library.open(@options, self)
    end

    def log(operation, answer, started)
      taken = (Process.clock_gettime(Process::CLOCK_MONOTONIC) - started) * 1000
      @logger.debug do
        refused = JSON.parse(answer).dig("error", "code") if answer.start_with?('{"error"')
        format("Milkround %s (%.1f ms)%s", operation, taken, refused && " refused: #{refused}")
      end
    end
  end
end
