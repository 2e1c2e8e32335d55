// Messages that fit a number, in languages with one, two and three forms.
function "plural" {
  input {
    enum locale?=en { values = ["en", "de", "fr", "pl", "ja"] }
    text key
    int[] counts
  }

  stack {
    function.run "messages" as $messages

    precondition (($messages|get:$input.locale|has:$input.key) == true) {
      error_type = "notfound"
      error = "%s has no message \"%s\""|sprintf:$input.locale:$input.key
    }

    var $forms { value = $messages[$input.locale][$input.key] }
    var $texts { value = [] }

    foreach ($input.counts) {
      each as $count {
        function.run "plural_form" {
          input = { locale: $input.locale, count: $count }
        } as $form

        // An exact number may have a message of its own
        var $message { value = $forms|get:("=" ~ $count):($forms[$form]) }

        array.push $texts {
          value = $message|replace:"{n}":($count|number_format:0:"":($input.locale == "en" ? "," : "."))
        }
      }
    }
  }

  response = $texts
}
