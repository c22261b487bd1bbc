/**
 * The picture as a file. The figure's own SVG is copied with the styles it has on the page written into it, and
 * what moves is laid over it as it is painted this moment.
 */

/** All that the figure's styles set. */
const PROPERTIES = [
	'fill',
	'fill-opacity',
	'stroke',
	'stroke-width',
	'stroke-dasharray',
	'stroke-linecap',
	'stroke-opacity',
	'opacity',
	'paint-order',
	'font-family',
	'font-size',
	'font-weight',
	'text-anchor',
	'dominant-baseline'
] as const;

const SVG = 'http://www.w3.org/2000/svg';
/** Pixels of what is not drawn by lines for one of the page. */
export const DENSITY = 2;

/** The picture as a document of its own, as large as it is on the page. `moving`: a PNG of what moves. */
export async function pictureAsSvg(figure: SVGSVGElement, moving: Blob, ground: string): Promise<string> {
	const copy = figure.cloneNode(true) as SVGSVGElement;
	inlineStyles(figure, copy);
	const { width, height } = figure.getBoundingClientRect();
	copy.setAttribute('xmlns', SVG);
	copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
	const back = rectangle(width, height);
	back.setAttribute('fill', ground);
	copy.prepend(back);
	const over = document.createElementNS(SVG, 'image');
	over.setAttribute('width', String(width));
	over.setAttribute('height', String(height));
	over.setAttribute('href', await dataAddress(moving));
	copy.append(over);
	return new XMLSerializer().serializeToString(copy);
}

/** The same as pixels. Rejects when the browser can't draw it. */
export async function pictureAsPng(svg: string): Promise<Blob> {
	const image = new Image();
	image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
	await image.decode();
	const canvas = document.createElement('canvas');
	canvas.width = image.width * DENSITY;
	canvas.height = image.height * DENSITY;
	canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
	return new Promise((resolve, reject) =>
		canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be drawn.'))))
	);
}

function dataAddress(blob: Blob): Promise<string> {
	const reader = new FileReader();
	return new Promise((resolve, reject) => {
		reader.onload = () => resolve(reader.result as string);
		reader.onerror = () => reject(reader.error!);
		reader.readAsDataURL(blob);
	});
}

function rectangle(width: number, height: number): SVGRectElement {
	const rect = document.createElementNS(SVG, 'rect');
	rect.setAttribute('width', String(width));
	rect.setAttribute('height', String(height));
	return rect;
}

function inlineStyles(from: Element, to: Element): void {
	const style = getComputedStyle(from);
	for (const property of PROPERTIES) to.setAttribute(property, style.getPropertyValue(property));
	to.removeAttribute('class');
	for (let index = 0; index < from.children.length; index++) {
		inlineStyles(from.children[index]!, to.children[index]!);
	}
}
