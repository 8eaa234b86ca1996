import { maskAddress, maskIdNumber, maskName, maskPetitioner, maskPhone } from './mask.js';

describe('masking', () => {
  it.each([
    ['张三', '张*'],
    ['张小三', '张*三'],
    ['欧阳修远', '欧**远'],
    [' 李四 ', '李*'],
    ['王', '*'],
    ['', '*'],
  ])('name %s becomes %s', (name, masked) => expect(maskName(name)).toBe(masked));

  it('shows the last four characters of an id', () => {
    expect(maskIdNumber('41012219800101123X')).toBe('**************123X');
    expect(maskIdNumber('1234')).toBe('****');
  });

  it.each([
    ['13812345678', '138****5678'],
    ['0371-62110011', '037******0011'],
    ['6211001', '*****01'],
    ['1', '*'],
  ])('phone %s becomes %s', (phone, masked) => expect(maskPhone(phone)).toBe(masked));

  it.each([
    ['中和县城关镇东关村3组12号', '中和县城关镇****'],
    ['中和县人民路8号', '中和县****'],
    ['东关村3组12号', '****'],
    ['中和县城关镇', '中和县城关镇'],
    ['', ''],
  ])('address %s becomes %s', (address, masked) => expect(maskAddress(address)).toBe(masked));

  it('names a group by its first person and its size', () => {
    expect(maskPetitioner('张小三', 3)).toBe('张*三等3人');
    expect(maskPetitioner('张小三', 1)).toBe('张*三');
  });
});
