# frozen_string_literal: true

module Milkround
  # A frozen value with named fields: equal when of one class with equal fields, good as a Hash key,
  # and open to pattern matching.
  #
  #   case explanation.why
  #   in { kind: :skipped, by: } then puts "skipped by #{by.id}"
  #   end
  class Value
    class << self
      # Its fields with their types.
      def fields(*rows) = const_set(:FIELDS, Coder::Fields.new(rows))

      # A value, or a Hash with its fields, as JSON.
      def encode(value, path, faults)
        case value
        when self then value.encoded(path, faults)
        when Hash then self::FIELDS.encode(value, path, faults)
        when Value
          faults.add(path, "a #{value.class} has no place here: give a #{self}", "wrong_kind")
        else Coder.plain(value, path, faults)
        end
      end

      def decode(json) = allocate.read(json)

      def members = self::FIELDS.names
    end

    def encoded(path, faults) = self.class::FIELDS.encode(fields, path, faults)

    # Its fields, with values as they are.
    def to_h = fields
    def deconstruct_keys(_names) = to_h

    # The same with some fields changed.
    def with(**changed) = self.class.new(**fields, **changed)

    def ==(other) = other.instance_of?(self.class) && other.fields == fields
    def eql?(other) = other.instance_of?(self.class) && other.fields.eql?(fields)
    def hash = [self.class, fields].hash

    def inspect
      shown = fields.map do |name, value|
        " #{name}=#{value.is_a?(BigDecimal) ? value.to_s("F") : value.inspect}"
      end
      "#<#{self.class}#{shown.join}>"
    end

    # Takes its fields from JSON; what stands in answers has straight code for it.
    def read(json)
      __send__(:initialize, **self.class::FIELDS.decode(json))
      self
    end

    protected

    def fields = self.class.members.to_h { |name| [name, public_send(name)] }

    private

    # A list or a text that nobody else can change.
    def own(value)
      return value if value.frozen?

      case value
      when Array then value.map { |one| own(one) }.freeze
      when Hash then value.transform_values { |one| own(one) }.freeze
      when String then value.dup.freeze
      else value
      end
    end
  end

  # What several kinds of value have in common: each kind is a class that includes it.
  module Union
    def self.extended(union) = union.const_set(:KINDS, {})

    def encode(value, path, faults)
      case value
      when self then value.encoded(path, faults)
      when Hash then of_hash(value, path, faults)
      else Coder.plain(value, path, faults)
      end
    end

    def decode(json) = self::KINDS.fetch(json["kind"].to_sym).decode(json)

    private

    def of_hash(value, path, faults)
      kind = value[:kind] || value["kind"]
      type = self::KINDS[kind.to_sym] if kind.respond_to?(:to_sym)
      # The core says which kinds there are.
      return value.empty? ? {} : { "kind" => Coder.plain(kind, "#{path}.kind", faults) } unless type

      rest = value.reject { |name, _| name.to_s == "kind" }
      { "kind" => kind.to_s }.merge(type.encode(rest, path, faults))
    end
  end

  # A value of a union; `kind` says which.
  class Kind < Value
    # Makes the class a kind of a union.
    def self.kind(name, union)
      union::KINDS[name] = self
      include union
      define_method(:kind) { name }
    end

    def to_h = { kind: kind, **fields }
    def encoded(path, faults) = { "kind" => kind.name }.merge(super)
  end

  # A set of names: Symbols.
  module Names
    def encode(value, path, faults) = Coder.plain(value, path, faults)
    def decode(json) = json.to_sym
  end
  private_constant :Union, :Kind, :Names
end
