import type { Wording } from "./wording.ts";

/** What a form says about its fields, in any feature. */
export const formZh = {
  draftKept: "草稿自动保存在本机",
  required: "必填",
  submit: "提交",
  saving: "正在保存…",
  leave: "先离开",
  problems: {
    required: "请填写。",
    choose: "请选择。",
    "too-long": "太长了，最多 {{max}} 个字。",
    phone: "电话号码只能有数字、空格、+、- 和括号。",
    "id-number": "身份证号应为 18 位，且校验码正确。",
    "credit-code": "统一社会信用代码应为 18 位，且校验码正确。",
    amount: "金额写成 10660 或 10660.00，不超过两位小数。",
    count: "请写一个整数，至少 {{min}}。",
    date: "请选择日期。",
    "date-far": "日期不能超过 {{max}}。",
    "date-past": "日期不能早于今天。",
    control: "有不能保存的字符，请删除后重新输入。",
  },
  missing: "还有 {{n}} 项需要填写",
  templates: "模板",
  template: "插入常用语句",
  confirmTitle: "请确认",
} as const;

export const formEn: Wording<typeof formZh> = {
  draftKept: "The draft is kept on this computer",
  required: "required",
  submit: "Submit",
  saving: "Saving…",
  leave: "Leave for now",
  problems: {
    required: "Please fill in.",
    choose: "Please choose.",
    "too-long": "Too long: at most {{max}} characters.",
    phone: "A telephone number has only digits, spaces, +, - and brackets.",
    "id-number": "An ID number has 18 characters and a matching check digit.",
    "credit-code": "A unified social credit code has 18 characters and a matching check character.",
    amount: "Write the amount as 10660 or 10660.00, with at most two decimals.",
    count: "Write a whole number, at least {{min}}.",
    date: "Choose a date.",
    "date-far": "The date may not be after {{max}}.",
    "date-past": "The date may not be before today.",
    control: "There are characters that cannot be stored; delete them and type again.",
  },
  missing: "{{n}} fields still need you",
  templates: "Templates",
  template: "Insert a common sentence",
  confirmTitle: "Please confirm",
};
