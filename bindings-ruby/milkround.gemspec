# frozen_string_literal: true

require_relative "lib/milkround/version"

# Built by `rake gem`, which puts the compiled library beside the code: a gem for one platform.
Gem::Specification.new do |spec|
  spec.name = "milkround"
  spec.version = Milkround::VERSION
  spec.platform = Gem::Platform::CURRENT
  spec.summary = "Customers, recurring order cycles and standing orders for food hubs, embedded"
  spec.description = "Customer accounts, order cycles that recur by rule, and standing orders that " \
                     "become orders each time a cycle opens; on an SQLite file, with no server."
  spec.authors = ["The Milkround authors"]
  spec.licenses = ["MIT", "Apache-2.0"]
  spec.required_ruby_version = ">= 3.1"
  spec.files = Dir["lib/**/*.{rb,rake,so,dylib,dll}", "include/*.h", "README.md", "LICENSE*"]
  spec.metadata = { "rubygems_mfa_required" => "true" }
  spec.add_dependency "bigdecimal", ">= 3.1", "< 5"
  spec.add_dependency "ffi", "~> 1.15"
end
