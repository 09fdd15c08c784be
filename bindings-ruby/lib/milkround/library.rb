# frozen_string_literal: true

module Milkround
  # The compiled library, by the five functions of `include/milkround.h`. What they ask of a caller,
  # that no call runs when a hub is closed or the process forks, the gate sees to.
  module Library
    extend FFI::Library

    # The version of the functions that this gem calls.
    ABI_VERSION = 1

    # Where it is: beside this file in the gem, or where a developer says.
    PATH = ENV.fetch("MILKROUND_LIBRARY", "#{__dir__}/#{FFI.map_library_name("milkround_c")}")
    unless File.exist?(PATH)
      raise LoadError, "milkround's compiled library is not at `#{PATH}`: install the gem for " \
                       "this platform, or build it and set MILKROUND_LIBRARY to its path"
    end

    ffi_lib PATH
    attach_function :abi_version, :milkround_abi_version, [], :uint32
    if abi_version != ABI_VERSION
      raise LoadError, "`#{PATH}` has version #{abi_version} of Milkround's functions, this gem " \
                       "calls version #{ABI_VERSION}: take both from one release"
    end

    # Blocking: other Ruby threads run meanwhile.
    attach_function :open_hub, :milkround_open, %i[buffer_in pointer], :pointer, blocking: true
    attach_function :call_hub, :milkround_call, %i[pointer buffer_in buffer_in], :pointer,
                    blocking: true
    attach_function :close_hub, :milkround_close, [:pointer], :void, blocking: true
    # For finalizers, which had better not wait for other threads, and amid a fork.
    attach_function :close_now, :milkround_close, [:pointer], :void
    attach_function :free_text, :milkround_free, [:pointer], :void

    # What is open: the pointers themselves, since an address may come again.
    @open = {}.compare_by_identity

    # @param owner [Object] who knows the hub: when nobody knows him any more, it is closed
    # @return [FFI::Pointer] the open hub
    def self.open(options, owner)
      place = FFI::MemoryPointer.new(:pointer)
      hub = open_hub(c_text(JSON.generate(options)), place)
      raise Error.of(JSON.parse(take(place.read_pointer), freeze: true)["error"]) if hub.null?

      @open[hub] = true
      ObjectSpace.define_finalizer(owner, finalizer(hub))
      hub
    end

    def self.open?(hub) = @open.key?(hub)

    # @return [nil]
    def self.close(hub) = (close_hub(hub) if @open.delete(hub))

    # What closes a hub, unless somebody has.
    def self.finalizer(hub) = proc { close_now(hub) if @open.delete(hub) }
    def self.close_all = @open.keys.each { |hub| finalizer(hub).call }

    # @param hub [FFI::Pointer, nil] none for the pure rules
    # @return [String] the answer, `{"ok": …}` or `{"error": …}`
    def self.call(hub, operation, envelope)
      take(call_hub(hub, c_text(operation), c_text(envelope)))
    end

    # Copies a text that the library made, and gives it back.
    def self.take(pointer)
      pointer.read_string.force_encoding(Encoding::UTF_8)
    ensure
      free_text(pointer)
    end

    # A text for C, which would end at a NUL.
    def self.c_text(text)
      raise TypeError, "give a String, not a #{text.class}" unless text.is_a?(String)

      bytes = text.b
      return bytes << "\0" unless bytes.include?("\0")

      raise Invalid.here("malformed", "a NUL byte stands in the text: leave it out")
    end
  end
  private_constant :Library
end
