// Takes the notice for old browsers away where it is not meant. Written so that Internet Explorer 11 and Chrome 49 read it: a browser that
// does not know modules runs this and nothing else of ours. Where scripts are off the notice stays, and that is right.
(function (window, document) {
  var notice = document.getElementById('too-old')
  var app = document.getElementById('app')

  // The youngest of what the pages are built on: modules, the language of 2021 (Chrome 85), styles of Chrome 87.
  function isNewEnough() {
    return 'noModule' in document.createElement('script') &&
      'replaceAll' in String.prototype &&
      'WeakRef' in window &&
      !!window.CSS && !!window.CSS.supports && window.CSS.supports('inset', '0')
  }

  if (isNewEnough()) {
    notice.parentNode.removeChild(notice)
    return
  }
  // Some of the pages' scripts may still be understood: they find no place to stand in.
  app.parentNode.removeChild(app)
  notice.style.cssText = 'display: block; max-width: 40em; margin: 3em auto; padding: 0 1.5em; line-height: 1.8; font-family: sans-serif; color: #1b2430'
  document.body.style.background = '#fff'
  // Our styles may have come, and they take a paragraph its distance.
  var lines = notice.getElementsByTagName('p')
  for (var i = 0; i < lines.length; i += 1) lines[i].style.margin = '0.8em 0'
}(window, document))
