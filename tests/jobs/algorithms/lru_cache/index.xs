run.job "LRU cache" {
  main = {
    name: "replay"
    input: {
      size: 2
      commands: [
        { do: "put", key: "a", value: 1 }
        { do: "put", key: "b", value: 2 }
        { do: "get", key: "a" }
        { do: "put", key: "c", value: 3 }
        { do: "get", key: "b" }
        { do: "get", key: "c" }
      ]
    }
  }
}
---
// Replays commands on a cache that drops what was not used for the longest time.
function "replay" {
  input {
    int size filters=min:1
    object[] commands {
      schema {
        enum do { values = ["put", "get", "drop"] }
        text key
        json value?
      }
    }
  }

  stack {
    var $cache { value = { values: {}, used: [] } }
    var $answers { value = [] }
    var $stats { value = { hits: 0, misses: 0, evicted: [] } }

    foreach ($input.commands) {
      each as $command {
        var $known { value = $cache.values|has:$command.key }

        switch ($command.do) {
          case ("get") {
            conditional {
              if ($known) {
                math.add $stats.hits { value = 1 }
                var.update $cache.used { value = $cache.used|remove:$command.key|push:$command.key }
                array.push $answers { value = $cache.values[$command.key] }
              }
              else {
                math.add $stats.misses { value = 1 }
                array.push $answers { value = null }
              }
            }
          } break

          case ("drop") {
            var.update $cache.values { value = $cache.values|unset:$command.key }
            var.update $cache.used { value = $cache.used|remove:$command.key }
          } break

          case ("put") {
            conditional {
              if (!$known && ($cache.used|count) >= $input.size) {
                array.shift $cache.used as $oldest
                var.update $cache.values { value = $cache.values|unset:$oldest }
                array.push $stats.evicted { value = $oldest }
              }
            }

            var.update $cache.values { value = $cache.values|set:$command.key:$command.value }
            var.update $cache.used { value = $cache.used|remove:$command.key|push:$command.key }
          } break
        }
      }
    }
  }

  response = { answers: $answers, left: $cache.values, stats: $stats }
}
