run.job "Rate limited" {
  main = {name: "rate_limited", input: {caller: "ada"}}
}
---
// Answers each caller a few times a minute, and no more often: Redis counts.
// With `--redis URL` or a REDIS_URL all runs count together; else each begins anew.
function "rate_limited" {
  input {
    // Who asks
    text caller filters=trim|min:1

    // How often in this run
    int times?=1 filters=min:1|max:100

    // How often a minute is often enough
    int limit?=5 filters=min:1
  }

  stack {
    var $answered {
      value = 0
    }

    for ($input.times) {
      each as $time {
        redis.ratelimit {
          key = "calls:" ~ $input.caller
          max = $input.limit
          ttl = 60
          error = $input.caller ~ " asks too often"
        }

        redis.incr {
          key = "answered:" ~ $input.caller
        } as $answered
      }
    }
  }

  response = {caller: $input.caller, answered: $answered}
}
