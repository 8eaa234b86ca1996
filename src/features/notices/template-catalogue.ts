import { readFileSync, readdirSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { codesOf } from '../../domain/codes/code.js';
import { roles } from '../../domain/codes/roles.js';
import { ResourceCatalogue } from '../../workflow/ports/resource-catalogue.js';
import { parseTemplate, type NoticeTemplate } from './rendering/notice-template.js';

export interface CataloguedTemplate {
  id: string;
  source: string;
  sha256: string;
  template: NoticeTemplate;
}

/** The notice templates shipped in `templates/`, read and checked once at start. */
export class TemplateCatalogue extends ResourceCatalogue {
  override readonly templateIds: ReadonlySet<string>;
  override readonly roleCodes: ReadonlySet<string> = new Set(codesOf(roles));
  private readonly templates: ReadonlyMap<string, CataloguedTemplate>;

  constructor(templates: CataloguedTemplate[]) {
    super();
    this.templates = new Map(templates.map((template) => [template.id, template]));
    this.templateIds = new Set(this.templates.keys());
  }

  /** @throws TemplateRejected naming every problem of the first template that has one. */
  static read(directory: string): TemplateCatalogue {
    const files = readdirSync(directory).filter((file) => file.endsWith('.hbs'));
    return new TemplateCatalogue(
      files.map((file) => {
        const source = readFileSync(join(directory, file), 'utf8');
        const digest = createHash('sha256').update(source).digest('hex');
        return { id: file.slice(0, -'.hbs'.length), source, sha256: digest, template: parseTemplate(source) };
      }),
    );
  }

  of(id: string): CataloguedTemplate | undefined {
    return this.templates.get(id);
  }

  titleOf(id: string): string | undefined {
    return this.templates.get(id)?.template.title;
  }
}
