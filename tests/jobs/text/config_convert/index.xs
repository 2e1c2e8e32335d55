run.job "Convert settings" {
  main = {
    name: "convert_settings"
    input: {
      yaml: """
        name: shop
        port: 8080
        debug: no
        hosts:
          - a.test
          - b.test
        limits: {cpu: 0.5, memory: 512}
        """
    }
  }
}
---
// YAML in, an .env file out; nested keys are joined by underscores.
function "convert_settings" {
  input {
    text yaml
    text xml?
  }

  stack {
    var $settings { value = $input.yaml|yaml_decode }

    function.run "flat_settings" {
      input = { value: $settings, prefix: "" }
    } as $flat

    var $lines { value = [] }
    foreach ($flat|entries) {
      each as $entry {
        var $text { value = $entry.value|to_text }
        conditional {
          if ("/[^\w.-]/"|regex_matches:$text) {
            var $text { value = '"' ~ ($text|replace:'"':'\\"') ~ '"' }
          }
        }
        array.push $lines { value = $entry.key ~ "=" ~ $text }
      }
    }

    conditional {
      if ($input.xml|is_empty) {
        var $attributes { value = null }
      }
      else {
        var $attributes { value = $input.xml|xml_decode|get:"settings"|get:"@attributes" }
      }
    }
  }

  response = {
    env: $lines|join:"\n"
    again: ($settings|yaml_encode|yaml_decode) == $settings
    attributes: $attributes
  }
}
---
function "flat_settings" {
  input {
    json value
    text prefix?
  }

  stack {
    var $flat { value = {} }

    foreach ($input.value|entries) {
      each as $entry {
        var $key { value = ($input.prefix ~ $entry.key)|to_upper }

        conditional {
          if (($entry.value|is_object) || ($entry.value|is_array)) {
            function.run "flat_settings" {
              input = { value: $entry.value, prefix: $key ~ "_" }
            } as $below

            var.update $flat { value = $flat|merge:$below }
          }
          else {
            var.update $flat[$key] { value = $entry.value }
          }
        }
      }
    }
  }

  response = $flat
}
