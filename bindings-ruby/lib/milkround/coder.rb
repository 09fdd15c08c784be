# frozen_string_literal: true

module Milkround
  # Between Ruby's values and the wire's JSON, by the tables of `types.rb` and `operations.rb`. What
  # Ruby cannot say exactly (a Float for a decimal, a Time for a date) is refused here; everything
  # else the core checks, so that it is refused alike in every language.
  #
  # A coder encodes a value, noting faults with their paths, and decodes it. A type is written as
  # `:text`, `:Customer`, `[:Customer]` for a list, or `{ text: :Customer }` for a map.
  module Coder
    # What is wrong with a request, all of it.
    class Faults
      def initialize = @list = []

      def add(path, message, code = "malformed")
        @list << { "path" => path, "code" => code, "message" => message }
        nil
      end

      def raise_any
        raise Invalid, Coder.refusal(@list) if @list.any?
      end
    end

    class << self
      # The coder of a type; a named one looks itself up when it is first used.
      def of(type)
        case type
        when Array then List.new(of(type[0]))
        when Hash then Map.new(of(type.fetch(:text)))
        else SCALARS.fetch(type) { Named.new(type) }
        end
      end

      # Faults as the core words them.
      def refusal(faults)
        message = faults.map { |fault| "#{fault["path"]}: #{fault["message"]}" }.join("; ")
        message = "#{faults.size} fields are not valid: #{message}" if faults.size > 1
        { "code" => "invalid_input", "class" => "invalid", "message" => message,
          "path" => (faults[0]["path"] if faults.size == 1), "violations" => faults,
          "retryable" => false }
      end

      # A text in UTF-8; one of bytes is taken for UTF-8, as Rack hands them over.
      def utf8(text, path, faults)
        binary = text.encoding == Encoding::BINARY
        text = binary ? text.dup.force_encoding("UTF-8") : text.encode("UTF-8")
        text.valid_encoding? ? text : faults.add(path, "the text is not UTF-8: give it in UTF-8")
      rescue EncodingError
        faults.add(path, "the text cannot be written in UTF-8: give it in UTF-8")
      end

      # What JSON can say, as it is: whether it belongs there, the core knows.
      def plain(value, path, faults)
        case value
        when nil, true, false, Integer then value
        when String then utf8(value, path, faults)
        when Symbol then utf8(value.name, path, faults)
        when Float
          value.finite? ? value : faults.add(path, "`#{value}` is no number: give a finite one")
        when Array then []
        when Hash then {}
        else faults.add(path, "a #{value.class} has no place here: give what the field's type says")
        end
      end
    end

    # A value that stands as it is: texts, ids, numbers, true and false, facts.
    class Plain
      def encode(value, path, faults) = Coder.plain(value, path, faults)
      def decode(json) = json
    end

    # Facts, whose shape is open.
    class Facts < Plain
      def encode(value, path, faults)
        case value
        when Hash
          value.to_h { |name, one| [name.to_s, encode(one, "#{path}.#{name}", faults)] }
        when Array then value.each_with_index.map { |one, i| encode(one, "#{path}[#{i}]", faults) }
        else super
        end
      end
    end

    # Exact numbers: BigDecimal, or an Integer or a text where one is given.
    class Decimal < Plain
      # Of longer ones the core says that they are too long; they need not be written out for that.
      LONGEST = 64

      def encode(value, path, faults)
        case value
        when BigDecimal then written(value)
        when Integer then value.bit_length > 256 ? BigDecimal(value).to_s : value.to_s
        when Float, Rational
          message = "a #{value.class} is not exact: give a BigDecimal, an Integer or a text"
          faults.add(path, message, "wrong_kind")
        else super
        end
      end

      def decode(json) = BigDecimal(json)

      private

      def written(value)
        return value.to_s if !value.finite? || value.exponent.abs > LONGEST

        value.to_s("F").delete_suffix(".0")
      end
    end

    # Days: Date. A time is a day only in some zone, and is refused.
    class Day < Plain
      def encode(value, path, faults)
        case value
        when DateTime, Time
          faults.add(path, "a #{value.class} is no day: give a Date", "wrong_kind")
        when Date then value.iso8601
        else super
        end
      end

      def decode(json) = Date.iso8601(json).freeze
    end

    # Instants: Time, in UTC.
    class Instant < Plain

      def encode(value, path, faults)
        case value
        when DateTime, Time
          utc = value.to_time.getutc
          utc.iso8601([0, 3, 6, 9].find { |n| (utc.nsec % (10**(9 - n))).zero? })
        when Date then faults.add(path, "a Date is no instant: give a Time", "wrong_kind")
        else super
        end
      end

      def decode(json)
        # Written out, as most are: Time.iso8601 takes five times as long.
        whole = json.length == 20
        usual = (whole || json.length == 24) && json.end_with?("Z")
        return Time.iso8601(json).utc.freeze unless usual

        Time.utc(json[0, 4], json[5, 2], json[8, 2], json[11, 2], json[14, 2], json[17, 2],
                 whole ? 0 : json[20, 3].to_i * 1000).freeze
      end
    end

    # Times on somebody's clocks, without a zone.
    class Local < Plain
      def encode(value, path, faults)
        case value
        when LocalTime then value.to_s
        when DateTime, Time
          message = "a #{value.class} has a zone of its own: give a Milkround::LocalTime, or a text"
          faults.add(path, message, "wrong_kind")
        else super
        end
      end

      def decode(json) = LocalTime.parse(json)
    end

    # Lists of one type.
    class List
      def initialize(item) = @item = item

      def encode(value, path, faults)
        return Coder.plain(value, path, faults) unless value.respond_to?(:to_ary)

        value.to_ary.each_with_index.map { |one, i| @item.encode(one, "#{path}[#{i}]", faults) }
      end

      def decode(json) = json.map { |one| @item.decode(one) }.freeze
    end

    # Maps from texts to one type.
    class Map
      def initialize(item) = @item = item

      def encode(value, path, faults)
        return Coder.plain(value, path, faults) unless value.is_a?(Hash)

        value.to_h { |name, one| [name.to_s, @item.encode(one, "#{path}.#{name}", faults)] }
      end

      def decode(json) = json.transform_values { |one| @item.decode(one) }.freeze
    end

    # A type of `types.rb`, which is its own coder.
    class Named
      def initialize(name) = @name = name
      def encode(value, path, faults) = type.encode(value, path, faults)
      def decode(json) = type.decode(json)

      private

      def type = @type ||= Milkround.const_get(@name)
    end

    # The fields of a struct or a request: `[name, type, presence]`, where the presence is
    #
    # - `:given`: always written, `nil` as null;
    # - `:maybe`: `nil` is left out, and means the default;
    # - `:patch`: left out when it is KEEP; `nil` is null, and clears.
    class Fields
      attr_reader :names

      def initialize(rows)
        @rows = rows.map { |name, type, presence| [name, name.name, Coder.of(type), presence] }
        @known = @rows.to_h { |row| [row[1], row] }.freeze
        @names = rows.map(&:first).freeze
      end

      # The JSON of fields in a Hash.
      def encode(fields, path = "", faults = nil)
        mine = faults || Faults.new
        json = {}
        fields.each do |name, value|
          _, text, coder, presence = @known[name.is_a?(Symbol) ? name.name : name.to_s]
          next if value.equal?(KEEP) || (value.nil? && presence == :maybe)

          text ||= Coder.utf8(name.to_s, path, mine) || next
          at = path.empty? ? text : "#{path}.#{text}"
          json[text] = value.nil? ? nil : (coder || PLAIN).encode(value, at, mine)
        end
        mine.raise_any unless faults
        json
      end

      # The fields that the JSON brings; those of a newer core are passed over.
      def decode(json)
        @rows.each_with_object({}) do |(name, text, coder), fields|
          next unless json.key?(text)

          value = json[text]
          fields[name] = value.nil? ? nil : coder.decode(value)
        end
      end
    end

    PLAIN = Plain.new
    DECIMAL = Decimal.new
    DATE = Day.new
    INSTANT = Instant.new
    LOCAL = Local.new
    SCALARS = {
      text: PLAIN, uuid: PLAIN, integer: PLAIN, boolean: PLAIN, time: PLAIN, json: Facts.new,
      decimal: DECIMAL, date: DATE, instant: INSTANT, local: LOCAL
    }.freeze
  end
  private_constant :Coder
end
