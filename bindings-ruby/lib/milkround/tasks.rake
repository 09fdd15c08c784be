# frozen_string_literal: true

namespace :milkround do
  desc "Make Milkround's file or tables, or bring them up to date; doing it again changes nothing"
  task install: :environment do
    file = Milkround::Railtie.file
    url = Milkround::Railtie.url
    abort "Milkround: #{url} is kept nowhere: set config.milkround.url" if url.match?(/memory:\z/)

    there = file && File.exist?(file)
    FileUtils.mkdir_p(File.dirname(file)) if file
    Milkround.open(url).close
    done = there ? "was there and is up to date" : "was made"
    puts "Milkround: #{file ? "#{file} #{done}" : "its tables in the database are up to date"}"
  end

  desc "Do all that is due now: open and close cycles, make and place orders"
  task tick: :environment do
    loop do
      report = Milkround.hub.tick
      tally = report.tally
      puts "Milkround: #{report.opened} opened, #{report.closed} closed, #{tally.generated} " \
           "orders made, #{tally.placed} placed; next at #{report.next_at&.iso8601 || "no time known"}"
      report.problems.each { |problem| warn "Milkround: #{problem.work}: #{problem.message}" }
      break unless report.more
    end
  end
end
