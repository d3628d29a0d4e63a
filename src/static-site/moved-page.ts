/**
 * The page at an address that moved: it sends readers on at once, without a script, and has a link
 * for those whose browser does not.
 *
 * @example
 * movedPage('https://example.org/capable/roles/', '/capable/roles/')
 */
export function movedPage(whole: string, path: string): string {
  const [address, link] = [whole, path].map(escaped)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>This page has moved - Capable</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=${link}">
<link rel="canonical" href="${address}">
</head>
<body>
<main>
<h1>This page has moved</h1>
<p><a href="${link}">Go to the page</a></p>
</main>
</body>
</html>
`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
