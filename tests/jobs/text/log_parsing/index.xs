run.job "Read an access log" {
  main = {
    name: "access_log"
    input: {
      log: """
        10.0.0.1 - - [15/Jan/2026:10:00:00 +0000] "GET /index.html HTTP/1.1" 200 512
        10.0.0.2 - - [15/Jan/2026:10:00:59 +0100] "POST /api/orders HTTP/1.1" 500 -
        this is no entry
        10.0.0.1 - - [15/Jan/2026:10:01:00 +0000] "GET /missing HTTP/1.1" 404 88
        """
    }
  }
}
---
function "access_log" {
  input {
    text log
  }

  stack {
    var $pattern {
      value = '~^(\S+) \S+ \S+ \[([^\]]+)\] "([A-Z]+) (\S+)[^"]*" (\d{3}) (\d+|-)$~'
    }

    var $entries { value = [] }
    var $rejected { value = 0 }

    foreach ($input.log|trim|split:"\n") {
      each as $line {
        var $match { value = $pattern|regex_get_first_match:($line|trim) }

        conditional {
          if ($match|is_empty) {
            math.add $rejected { value = 1 }
            continue
          }
        }

        array.push $entries {
          value = {
            ip: $match[1]
            at: $match[2]|parse_timestamp:"d/M/Y:H:i:s O":"UTC"
            method: $match[3]
            path: $match[4]
            status: $match[5]|to_int
            bytes: $match[6] == "-" ? 0 : ($match[6]|to_int)
          }
        }
      }
    }

    array.group_by ($entries) {
      by = (($this.status / 100)|floor) ~ "xx"
    } as $groups

    var $by_status { value = {} }
    foreach ($groups|keys|sort) {
      each as $name {
        var.update $by_status[$name] { value = $groups[$name]|count }
      }
    }

    array.filter ($entries) if ($this.status >= 400) as $errors
  }

  response = {
    entries: $entries|count
    rejected: $rejected
    by_status: $by_status
    errors: $errors|map:`$$.method ~ " " ~ $$.path ~ " -> " ~ $$.status`
    bytes: $entries|map:$$.bytes|sum
    visitors: $entries|map:$$.ip|unique|count
    first: $entries|map:$$.at|array_min|format_timestamp:"Y-m-d H:i:s":"UTC"
    last: $entries|map:$$.at|array_max|format_timestamp:"Y-m-d H:i:s":"Europe/Berlin"
  }
}
