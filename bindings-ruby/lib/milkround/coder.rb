# frozen_string_literal: true

module Milkround
  # Between Ruby's values and the wire's JSON, by the tables of `types.rb` and `operations.rb`. What
  # Ruby cannot say exactly (a Float for a decimal, a Time for a date) is refused here; everything
  # else the core checks, so that it is refused alike in every language.
  #
  # A type is `:text`, `:Customer`, `[:Customer]` for a list, or `{ of: :Customer }` for a map. A
  # table has the fields of a struct or a request: `"name" => [type]`, and `[type, :maybe]` where
  # `nil` is left out, for the default; elsewhere it is written as null.
  module Coder
    # What is wrong with a request, all of it.
    class Faults
      # What a block makes, which is given the list of faults to add to.
      #
      # @raise [Invalid] if there are any
      def self.none
        faults = new
        yield(faults).tap { faults.raise_any }
      end

      def initialize = @list = []

      # @return [nil]
      def add(path, message, code = "malformed")
        @list << { "path" => path, "code" => code, "message" => message }
        nil
      end

      # A value of a class that does not say what is asked for.
      def wrong(path, value, why) = add(path, "a #{value.class} #{why}", "wrong_kind")

      # Refuses as the core does.
      def raise_any
        return if @list.empty?

        message = @list.map { |fault| "#{fault["path"]}: #{fault["message"]}" }.join("; ")
        message = "#{@list.size} fields are not valid: #{message}" if @list.size > 1
        raise Invalid.here("invalid_input", message, "violations" => @list,
                           "path" => (@list[0]["path"] if @list.size == 1))
      end
    end

    module_function

    # A value of a type as JSON.
    def encode(type, value, path, faults)
      case type
      when Array
        return plain(value, path, faults) unless value.respond_to?(:to_ary)

        value.to_ary.each_with_index.map { |one, i| encode(type[0], one, "#{path}[#{i}]", faults) }
      when Hash then fields(Hash.new([type[:of]]), value, path, faults)
      when :text, :uuid, :integer, :boolean, :time then plain(value, path, faults)
      when :decimal, :date, :instant, :local then exact(type, value, path, faults)
      when :json then value
      else Milkround.const_get(type).encode(value, path, faults)
      end
    end

    # The fields in a Hash as JSON, by their table.
    def fields(table, given, path, faults)
      return plain(given, path, faults) unless given.is_a?(Hash)

      json = {}
      given.each do |name, value|
        text = name.is_a?(Symbol) ? name.name : name.to_s
        type, presence = table[text]
        next if value.equal?(KEEP) || (value.nil? && presence == :maybe)

        text = utf8(text, path, faults) || next unless table.key?(text)
        at = path.empty? ? text : "#{path}.#{text}"
        json[text] = value.nil? ? nil : encode(type || :text, value, at, faults)
      end
      json
    end

    # What Ruby has classes for: those that say what the type says, and those that only seem to.
    def exact(type, value, path, faults)
      case [type, value]
      in :decimal, BigDecimal | Integer then decimal(value)
      in :decimal, Float | Rational
        faults.wrong(path, value, "is not exact: give a BigDecimal, an Integer or a text")
      in :date, DateTime | Time then faults.wrong(path, value, "is no day: give a Date")
      in :date, Date then value.iso8601
      in :instant, DateTime | Time then instant(value.to_time.getutc)
      in :instant, Date then faults.wrong(path, value, "is no instant: give a Time")
      in :local, LocalTime then value.to_s
      in :local, DateTime | Time
        faults.wrong(path, value, "has a zone of its own: give a Milkround::LocalTime, or a text")
      else plain(value, path, faults)
      end
    end

    # Of one with more digits the core says that it is too long: it need not be written out.
    def decimal(value)
      value = BigDecimal(value)
      value.exponent.abs > 64 ? value.to_s : value.to_s("F").delete_suffix(".0")
    end

    # With as many digits as it has.
    def instant(utc)
      utc.iso8601([0, 3, 6, 9].find { |digits| (utc.nsec % (10**(9 - digits))).zero? })
    end

    # What JSON can say, as it is: whether it belongs there, the core knows.
    def plain(value, path, faults)
      case value
      when String, Symbol then utf8(value.to_s, path, faults)
      when nil, true, false, Integer then value
      when Float
        value.finite? ? value : faults.add(path, "`#{value}` is no number: give a finite one")
      when Array then []
      when Hash then {}
      else faults.add(path, "a #{value.class} has no place here: give what the field's type says")
      end
    end

    # A text in UTF-8; one of bytes is taken for UTF-8, as Rack hands them over.
    def utf8(text, path, faults)
      binary = text.encoding == Encoding::BINARY
      text = binary ? text.dup.force_encoding("UTF-8") : text.encode("UTF-8")
      text.valid_encoding? ? text : faults.add(path, "the text is not UTF-8: give it in UTF-8")
    rescue EncodingError
      faults.add(path, "the text cannot be written in UTF-8: give it in UTF-8")
    end

    # A field of a patch, from JSON.
    def patch(json, name) = json.key?(name) ? (json[name] && yield(json[name])) : KEEP

    # An instant of the core, which writes all in UTC. Time.iso8601 takes five times as long.
    def time(json)
      Time.utc(json[0, 4], json[5, 2], json[8, 2], json[11, 2], json[14, 2], json[17, 2],
               json[20..-2].to_i * (10**(27 - json.length))).freeze
    end
  end
  private_constant :Coder
end
