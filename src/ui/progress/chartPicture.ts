const SCALE = 2;
const [MARGIN, TITLE] = [24, 28];

/** What a drawing takes from style sheets, which a picture of it cannot read. */
const PAINT = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'opacity'] as const;
const LETTERS = ['font-family', 'font-size', 'font-weight', 'text-anchor'] as const;

/** A drawing of the page as a PNG, twice its size and on the paper of the theme, with its title above. */
export async function chartPicture(drawing: SVGSVGElement, title: string): Promise<Blob> {
  const { width, height } = drawing.getBoundingClientRect();
  const [paper, ink] = [getComputedStyle(document.body).backgroundColor, getComputedStyle(drawing).color];
  const canvas = document.createElement('canvas');
  canvas.width = SCALE * (width + 2 * MARGIN);
  canvas.height = SCALE * (height + 2 * MARGIN + TITLE);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser cannot draw pictures.');
  context.scale(SCALE, SCALE);
  context.fillStyle = paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = ink;
  context.font = `600 16px ${getComputedStyle(document.body).fontFamily}`;
  context.fillText(title, MARGIN, MARGIN + 12);
  context.drawImage(await imageOf(painted(drawing), width, height), MARGIN, MARGIN + TITLE, width, height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error('The browser could not save the picture.'));
    }, 'image/png');
  });
}

/** A copy that carries its own colours and letters. */
function painted(drawing: SVGSVGElement): SVGSVGElement {
  const copy = document.importNode(drawing, true);
  const copies = [copy, ...copy.querySelectorAll('*')];
  for (const [index, element] of [drawing, ...drawing.querySelectorAll('*')].entries()) {
    const style = getComputedStyle(element);
    const names = element instanceof SVGTextElement ? [...PAINT, ...LETTERS] : PAINT;
    for (const name of names) {
      const value = style.getPropertyValue(name);
      // A fill by pattern keeps pointing into its own drawing.
      if (value !== '' && !value.startsWith('url(')) copies[index]?.setAttribute(name, value);
    }
    copies[index]?.removeAttribute('class');
  }
  return copy;
}

async function imageOf(drawing: SVGSVGElement, width: number, height: number): Promise<HTMLImageElement> {
  drawing.setAttribute('width', String(width));
  drawing.setAttribute('height', String(height));
  const text = new XMLSerializer().serializeToString(drawing);
  const url = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
  } finally {
    URL.revokeObjectURL(url);
  }
  return image;
}
