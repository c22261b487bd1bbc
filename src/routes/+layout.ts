/** Every page is made when the site is built; each is a folder with an index.html, which any file server finds. */
export const prerender = true;
export const trailingSlash = 'always';
