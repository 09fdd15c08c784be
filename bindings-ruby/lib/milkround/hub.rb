# frozen_string_literal: true

module Milkround
  # The operations, in the name of one actor.
  class Caller
    include Operations

    def initialize(handle, actor)
      @handle = handle
      @actor = %("actor":#{JSON.generate(actor)},)
    end

    # The low door: an operation by its name, with an envelope of JSON, answered as JSON.
    #
    # @param operation [String] `customers.create`
    # @param envelope [String] `{"actor": …, "key"?: …, "dry_run"?: …, "input": …}`
    # @return [String] `{"ok": …}` or `{"error": …}`
    def call(operation, envelope) = @handle.call(operation, envelope)

    def inspect = "#<#{self.class} #{@handle.url} #{@actor.delete_suffix(",")}>"

    private

    def run(operation, given, key = nil, dry_run = false)
      envelope = operation.envelope(@actor, given, key, dry_run)
      operation.answer(@handle.call(operation.name, envelope))
    end
  end

  # An open hub; it acts as the system. {#as_user} and {#as_customer} are the same hub in the name
  # of somebody else. Every thread may use it, and it outlives a fork.
  class Hub < Caller
    def initialize(handle) = super(handle, { kind: "system" })

    # The hub in the name of a user with the enterprises that he manages.
    #
    # @param user [String] the host's id of him
    # @param enterprises [Array<String>]
    # @return [Caller]
    def as_user(user, enterprises)
      as({ kind: "user", user: user, enterprises: enterprises })
    end

    # The hub in the name of a customer of an enterprise, or of a contact who acts for him.
    #
    # @param customer [String] his id
    # @param contact [String, nil] the contact's id
    # @return [Caller]
    def as_customer(enterprise, customer, contact = nil)
      as({ kind: "customer", enterprise: enterprise, customer: customer, contact: contact }.compact)
    end

    # Waits for the calls that run, and closes; what is called afterwards raises IOError.
    def close = @handle.close

    def closed? = @handle.closed?

    def inspect = "#<#{self.class} #{@handle.url}#{" closed" if closed?}>"

    private

    def as(actor)
      faults = Coder::Faults.new
      json = ACTOR.encode(actor, "actor", faults)
      faults.raise_any
      Caller.new(@handle, json)
    end

    ACTOR = Coder.of(:Actor)
    private_constant :ACTOR
  end
end
