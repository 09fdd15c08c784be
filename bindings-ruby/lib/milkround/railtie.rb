# frozen_string_literal: true

module Milkround
  # Milkround in a Rails application: `config.milkround.url` and `.logger`, {Milkround.hub}, and the
  # tasks `milkround:install` and `milkround:tick`.
  class Railtie < Rails::Railtie
    config.milkround = ActiveSupport::OrderedOptions.new

    initializer "milkround.defaults", after: :initialize_logger do |app|
      app.config.milkround.url ||= "sqlite:db/milkround_#{Rails.env}.db"
      app.config.milkround.logger ||= Rails.logger
    end

    rake_tasks { load File.join(__dir__, "tasks.rake") }

    # The address with its file below the application's folder, wherever the process was started.
    def self.url
      Rails.application.config.milkround.url.sub(%r{\Asqlite:(?![/:])}) { "sqlite:#{Rails.root}/" }
    end

    # The file that the hub is kept in; none for one in memory or in a database.
    def self.file = url[%r{\Asqlite:(/.+)\z}, 1]
  end

  @hub_lock = Mutex.new

  # The application's hub: opened when it is first asked for, and one for the whole process. A
  # process that a server forks opens the file or the database anew.
  #
  # @return [Hub]
  def self.hub
    @hub_lock.synchronize do
      next @hub if @hub && !@hub.closed?

      also = Rails.application.config.milkround.to_h.slice(:test_clock, :seed, :logger)
      @hub = open(Railtie.url, **also)
    end
  end
end
