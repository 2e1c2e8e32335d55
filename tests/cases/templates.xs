run.job "Templates" {
  main = { name: "variables", input: { name: "ada" } }
  env = ["TOKEN"]
}
---
function "variables" {
  input {
    text name
  }

  stack {
    var $colors { value = ["red", "blue"] }
    util.template_engine {
      value = "Hello, {{ $input.name|capitalize }}!"
    } as $greeting
    var $check_greeting { value = $greeting } //= "Hello, Ada!"

    util.template_engine {
      value = """
        {% for color in $var.colors %}
        - {{ color|upper }}{{ loop.last ? '.' }}
        {% endfor %}
        """
    } as $list|trim
    var $check_list { value = $list } //= "- RED\n                - BLUE."

    foreach ($colors) {
      each as $color {
        util.template_engine { value = "{{ $color }} of {{ colors|length }}" } as $last
      }
    }
    var $check_last { value = $last } //= "blue of 2"

    util.template_engine {
      value = '{"token": {{ $env.token|json_encode }}, "no": {{ $nosuch|json_encode }}}'
    } as $data|json_decode
    var $check_data { value = $data } //= {"token": "t-1", "no": null}

    var $source { value = "{{ colors|join(' & ') }}" }
    util.template_engine { value = $source } as $dynamic
    var $check_dynamic { value = $dynamic } //= "red & blue"
  }

  response = $var
}
---
function "mistakes" {
  input {
    text name
  }

  stack {
    util.template_engine { value = "a\n{{ 1 / 0 }}" } as $x //! Line 2 of the template: Division by zero
  }
}
---
function "caught" {
  input {
    text name
  }

  stack {
    try_catch {
      try {
        util.template_engine { value = "{% if %}" } as $x
      }
      catch {
        var $message { value = $error.message } //= "Line 1 of the template: a value is expected, but here stands `%}`"
      }
    }
  }

  response = $var
}
