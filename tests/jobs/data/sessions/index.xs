run.job "Visits to sessions" {
  main = {
    name: "sessions"
    input: {
      visits: [
        { user: "a", at: "2026-03-29 00:50:00" }
        { user: "a", at: "2026-03-29 01:10:00" }
        { user: "b", at: "2026-03-29 01:15:30" }
        { user: "a", at: "2026-03-29 01:40:01" }
        { user: "b", at: "2026-03-28 23:59:59" }
      ]
      gap_minutes: 30
    }
  }
}
---
// Visits of one user belong together unless too much time lies between them.
function "sessions" {
  input {
    object[] visits {
      schema {
        text user
        timestamp at
      }
    }

    int gap_minutes?=30 filters=min:1
    text zone?="UTC"
  }

  stack {
    var $gap { value = ($input.gap_minutes * 60)|secs_to_ms }
    var $open { value = {} }
    var $sessions { value = [] }

    foreach ($input.visits|sort:"at":"number") {
      each as $visit {
        var $session { value = $open|get:$visit.user:null }

        conditional {
          if ($session !== null && $visit.at - $session.last <= $gap) {
            var.update $open[$visit.user] {
              value = $session|set:"last":$visit.at|set:"visits":$session.visits + 1
            }
          }
          else {
            conditional {
              if ($session !== null) {
                array.push $sessions { value = $session }
              }
            }

            var.update $open[$visit.user] {
              value = { user: $visit.user, first: $visit.at, last: $visit.at, visits: 1 }
            }
          }
        }
      }
    }

    array.merge $sessions { value = $open|values }

    var $shown { value = [] }
    foreach ($sessions|sort:"first":"number") {
      each as $session {
        array.push $shown {
          value = {
            user: $session.user
            day: $session.first|format_timestamp:"Y-m-d":$input.zone
            start: "%02d:%02d"|sprintf:($session.first|timestamp_hour:$input.zone):($session.first|timestamp_minute:$input.zone)
            weekday: $session.first|timestamp_day_of_week:$input.zone
            week: $session.first|timestamp_week:$input.zone
            visits: $session.visits
            seconds: ($session.last - $session.first)|ms_to_secs
            closes: $session.last|add_ms_to_timestamp:$gap|format_timestamp:"H:i:s T":$input.zone
          }
        }
      }
    }
  }

  response = $shown
}
