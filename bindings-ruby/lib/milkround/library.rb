# frozen_string_literal: true

module Milkround
  # The compiled library, by the functions of `include/milkround.h`. It sees to forks itself, and
  # closes a hub when the calls that run are over.
  module Library
    extend FFI::Library

    # The version of the functions that this gem calls.
    ABI_VERSION = 2

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
    attach_function :close, :milkround_close, [:pointer], :void, blocking: true
    # For finalizers, which had better not wait for other threads.
    attach_function :close_now, :milkround_close, [:pointer], :void
    attach_function :wait, :milkround_wait, [], :void, blocking: true
    attach_function :free_text, :milkround_free, [:pointer], :void

    # @return [FFI::Pointer] the open hub, which is closed at the latest when nobody knows it
    def self.open(options)
      place = FFI::MemoryPointer.new(:pointer)
      hub = open_hub(c_text(options), place)
      raise Error.of(JSON.parse(take(place.read_pointer), freeze: true)["error"]) if hub.null?

      FFI::AutoPointer.new(hub, method(:close_now))
    end

    # @param hub [FFI::Pointer, nil] none for the pure rules
    # @return [String, nil] the answer, `{"ok": …}` or `{"error": …}`; none where it is closed
    def self.call(hub, operation, envelope)
      answer = call_hub(hub, c_text(operation), c_text(envelope))
      take(answer) unless answer.null?
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

      raise Error.of({ "code" => "malformed", "class" => "invalid", "retryable" => false,
                       "message" => "a NUL byte stands in the text: leave it out" })
    end
  end

  # The library makes a fork wait for the calls that run, and every thread with it; so we wait
  # before, while the other threads go on.
  module ForkGuard
    def _fork
      Library.wait
      super
    end
  end
  Process.singleton_class.prepend(ForkGuard)
  private_constant :Library, :ForkGuard
end
