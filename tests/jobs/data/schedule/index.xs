run.job "Payment schedule" {
  main = {
    name: "schedule"
    input: { start: "2026-01-31", months: 3, timezone: "Europe/Berlin" }
  }
}
---
// The last weekday of each month from a date on, and how far away it is.
function "schedule" {
  input {
    text start?="now"
    int months?=1 filters=min:1|max:24
    text timezone?="UTC"
  }

  stack {
    var $from { value = $input.start|to_timestamp:$input.timezone }
    var $today { value = now|format_timestamp:"Y-m-d":$input.timezone|to_timestamp:$input.timezone }
    var $dates { value = [] }

    for ($input.months) {
      each as $i {
        // From the first day: the 31st plus a month is no date in February
        var $first { value = $from|transform_timestamp:"first day of this month midnight":$input.timezone }
        var $due {
          value = $first
            |transform_timestamp:("+" ~ $i ~ " months"):$input.timezone
            |transform_timestamp:"last day of this month":$input.timezone
        }

        while (($due|timestamp_day_of_week:$input.timezone) == 0 || ($due|timestamp_day_of_week:$input.timezone) == 6) {
          each {
            var.update $due { value = $due|transform_timestamp:"-1 day":$input.timezone }
          }
        }

        var $days { value = (($due - $today) / 86400000)|round|to_int }

        array.push $dates {
          value = {
            date: $due|format_timestamp:"D, d M Y":$input.timezone
            iso: $due|format_timestamp:"c":$input.timezone
            in_days: $days
            overdue: $days < 0
          }
        }
      }
    }
  }

  response = $dates
}
