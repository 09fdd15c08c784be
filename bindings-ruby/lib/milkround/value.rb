# frozen_string_literal: true

module Milkround
  # A frozen value with named fields: equal when of one class with equal fields, good as a Hash key,
  # and open to pattern matching.
  #
  #   case explanation.why
  #   in { kind: :skipped, by: } then puts "skipped by #{by.id}"
  #   end
  #
  # Each class of `types.rb` has its FIELDS, `to_h` and `read`, which takes them from JSON.
  class Value
    def self.members = self::FIELDS.keys.map(&:to_sym)

    # A value, or a Hash with its fields, as JSON.
    def self.encode(value, path, faults)
      case value
      when self, Hash then Coder.fields(self::FIELDS, value.to_h, path, faults)
      when Value then faults.wrong(path, value, "has no place here: give a #{self}")
      else Coder.plain(value, path, faults)
      end
    end

    def self.decode(json) = allocate.read(json)

    def deconstruct_keys(_names) = to_h

    # The same with some fields changed.
    def with(**changed) = self.class.new(**fields, **changed)

    def ==(other) = other.instance_of?(self.class) && other.to_h == to_h
    def eql?(other) = other.instance_of?(self.class) && other.to_h.eql?(to_h)
    def hash = [self.class, to_h].hash

    def inspect
      shown = fields.map do |name, value|
        " #{name}=#{value.is_a?(BigDecimal) ? value.to_s("F") : value.inspect}"
      end
      "#<#{self.class}#{shown.join}>"
    end

    private

    # Without the `kind` of a union, which is the class.
    def fields = to_h.slice(*self.class.members)

    # A map, whose names are texts.
    def keyed(value) = value.is_a?(Hash) ? value.transform_keys(&:to_s) : value

    # A list, a map or a text that nobody else can change.
    def own(value)
      case value
      when Array then value.map { |one| own(one) }.freeze
      when Hash then value.transform_values { |one| own(one) }.freeze
      when String then -value
      else value
      end
    end
  end

  # What several kinds of value have in common: each kind is a class that includes it, and KINDS
  # has them by their names.
  module Union
    def encode(value, path, faults)
      return Coder.plain(value, path, faults) unless value.is_a?(self) || value.is_a?(Hash)

      given = value.to_h
      kind = given[:kind] || given["kind"]
      type = self::KINDS[kind.to_sym] if kind.respond_to?(:to_sym)
      return type.encode(given, path, faults) if type

      # The core says which kinds there are.
      Coder.fields({}, given.slice(:kind, "kind"), path, faults)
    end

    def decode(json) = self::KINDS.fetch(json["kind"].to_sym).decode(json)
  end
  private_constant :Union
end
