/** 「5人以下」 includes five (民法典 1259; L4, 《信访工作条例》 article 20). */
export const mostRepresentatives = 5;

/**
 * Why this many representatives cannot be received together, in words; undefined where they can. Every petitioner may be listed
 * in the matter: only the number of those who come in is bounded.
 */
export function representativesProblem(representatives: number, headcount: number): string | undefined {
  if (!Number.isInteger(representatives) || representatives < 1) return '应当推选 1 至 5 名代表。';
  if (representatives > mostRepresentatives) {
    return `代表不得超过 ${mostRepresentatives} 人（《信访工作条例》第二十条），现有 ${representatives} 人，请推选代表；其他人可以列入信访人名单。`;
  }
  if (representatives > headcount) return `代表 ${representatives} 人多于信访人数 ${headcount} 人。`;
  return undefined;
}
