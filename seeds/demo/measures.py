"""The sample measures themselves. Every number in them is invented."""

from __future__ import annotations

from dataclasses import dataclass

OFFICES = ("写字楼", "商务楼")
CLOSENESS = {"cluster": 0, "region": 1, "core": 2, "kind": 3, "all": 4}


@dataclass(frozen=True)
class Measure:
    """A measure and its rule: which place and carriers it is for."""

    code: str
    level: str
    region: str | None
    rule: str
    place: str
    carriers: tuple[str, ...]
    topics: tuple[str, ...]
    industries: tuple[str, ...]
    name: str
    name_en: str
    content: str
    content_en: str
    conditions: str

    @property
    def closeness(self) -> int:
        return CLOSENESS[self.rule]


MEASURES = (
    Measure("city-hq", "市", None, "kind", "headquarters", (), ("总部奖励", "税收奖励"),
            ("manufacturing.manufacturing_hq", "finance", "trade"),
            "楼宇总部企业落户奖励（示例）", "Reward for headquarters in buildings (sample)",
            "新落户总部企业按首年地方贡献的30%给予奖励，最高300万元；之后两年按20%。",
            "New headquarters receive 30% of their first-year local contribution, up to CNY 3 million, "
            "then 20% for two years.",
            "在市内统计纳税，实缴注册资本不低于2000万元，承诺五年内不迁出。"),
    Measure("city-rnd", "市", None, "all", "", ("科研楼宇",), ("研发补助", "人才补贴"),
            ("research_design", "sci_service", "testing", "information"),
            "科研楼宇研发投入补助（示例）", "R&D grant for research buildings (sample)",
            "年度研发费用超过100万元的部分补助10%，最高80万元；研发团队每人每月补贴800元。",
            "10% of yearly R&D spending above CNY 1 million, up to CNY 800,000, and CNY 800 a month for "
            "each team member.",
            "入驻科研楼宇满6个月，研发人员不少于8人。"),
    Measure("city-idle", "市", None, "all", "", ("闲置厂房",), ("装修补贴", "租金补贴"),
            ("culture", "ecommerce", "logistics"),
            "闲置厂房改造补贴（示例）", "Subsidy for converting idle workshops (sample)",
            "改造为办公、电商或仓配用房的，按每平方米120元补贴装修，最高60万元。",
            "Converting to offices, e-commerce or fulfilment earns CNY 120 per square metre of fit-out, up "
            "to CNY 600,000.",
            "改造面积不低于1000平方米，消防验收合格。"),
    Measure("city-start", "市", None, "all", "", (), ("租金补贴",),
            ("information", "intermediary", "outsourcing"),
            "楼宇新入驻服务业企业房租补贴（示例）",
            "Rent subsidy for service firms new to a building (sample)",
            "首年按实付租金的30%补贴，每平方米每天不超过0.5元，最高10万元。",
            "30% of the first year's rent paid, at most CNY 0.5 per square metre a day and CNY 100,000 in "
            "all.",
            "租赁合同两年以上，租用面积100至800平方米。"),
    Measure("core-office", "市", None, "core", "", OFFICES, ("租金补贴", "税收奖励"),
            ("finance", "trade", "information"),
            "市本级商务楼宇提升入驻办法（示例）", "Occupancy measure for core-city offices (sample)",
            "租用300平方米以上的，前两年分别补贴租金的40%和20%；年纳税超100万元的再奖励5万元。",
            "For 300 m² or more, 40% then 20% of rent in the first two years; CNY 50,000 more if tax "
            "exceeds CNY 1 million.",
            "工商与税务登记在市本级，单位产出不低于每平方米600元。"),
    Measure("core-trade", "市", None, "core", "", ("城市综合体",), ("装修补贴",), ("retail",),
            "市本级商贸首店装修补贴（示例）", "Fit-out subsidy for first shops in the core city (sample)",
            "首次进入嘉兴的品牌门店按装修实付的20%补贴，最高30万元。",
            "Shops new to Jiaxing receive 20% of fit-out paid, up to CNY 300,000.",
            "营业面积不低于150平方米，合同三年以上。"),
    Measure("nanhu", "区", "nanhu", "region", "nanhu", (), ("租金补贴", "人才补贴"),
            ("finance", "culture", "sci_service"),
            "南湖区楼宇入驻扶持（示例）", "Nanhu building tenancy support (sample)",
            "按每平方米每天0.4元补贴租金，最多500平方米、两年；本科以上新员工每人每年补贴6000元。",
            "CNY 0.4 per square metre a day for up to 500 m² and two years; CNY 6,000 a year for each new "
            "graduate employee.",
            "社保在南湖区缴纳，企业存续一年以上。"),
    Measure("xiuzhou", "区", "xiuzhou", "region", "xiuzhou", (), ("租金补贴", "装修补贴"),
            ("logistics", "information", "safety"),
            "秀洲区楼宇招商扶持（示例）", "Xiuzhou building investment support (sample)",
            "首年租金补贴50%，次年30%；装修按每平方米200元补贴，最高40万元。",
            "50% of rent in the first year, 30% in the second; CNY 200 per square metre of fit-out, up to "
            "CNY 400,000.",
            "租期三年以上，首年营业收入不低于200万元。"),
    Measure("jingkai", "区", "jingkai", "region", "jingkai", (), ("税收奖励", "租金补贴"),
            ("ecommerce", "electronics", "finance"),
            "经开区楼宇企业成长奖励（示例）", "Growth reward for firms in Jingkai buildings (sample)",
            "年纳税首次超过50万元、200万元、500万元的，分别奖励3万元、15万元、40万元。",
            "CNY 30,000, 150,000 or 400,000 when yearly tax first passes CNY 0.5, 2 or 5 million.",
            "入驻区内纳统楼宇，按期报送数据。"),
    Measure("gangqu", "区", "gangqu", "region", "gangqu", (), ("租金补贴",),
            ("port", "logistics", "materials"),
            "港区物流与贸易企业用房补贴（示例）", "Premises subsidy for port logistics and trade (sample)",
            "租用办公或仓配用房的，按每平方米每月8元补贴，最长24个月。",
            "CNY 8 per square metre a month for offices or fulfilment space, for up to 24 months.",
            "年进出口或物流营业额不低于500万元。"),
    Measure("jiashan", "县", "jiashan", "region", "jiashan", (), ("人才补贴", "租金补贴"),
            ("information", "electronics", "manufacturing"),
            "嘉善县接轨上海楼宇政策（示例）", "Jiashan measure for firms from Shanghai (sample)",
            "从外地迁入的企业免首年租金的一半；硕士及以上人才每月补贴1500元，最长三年。",
            "Firms moving in pay half the first year's rent; master's graduates get CNY 1,500 a month for "
            "up to three years.",
            "迁入后一年内员工不少于15人。"),
    Measure("pinghu", "县", "pinghu", "region", "pinghu", (), ("总部奖励", "租金补贴"),
            ("manufacturing.manufacturing_hq", "health"),
            "平湖市楼宇总部与商贸扶持（示例）", "Pinghu support for headquarters and commerce (sample)",
            "制造业企业设销售或结算总部，奖励20万元并补贴两年租金的30%。",
            "Manufacturers setting up a sales or settlement head office get CNY 200,000 and 30% of two "
            "years' rent.",
            "独立核算，年结算额不低于3000万元。"),
    Measure("haiyan", "县", "haiyan", "region", "haiyan", (), ("研发补助", "租金补贴"),
            ("nuclear", "tourism", "logistics"),
            "海盐县生产性服务业入驻补贴（示例）", "Haiyan subsidy for producer services (sample)",
            "核电关联与物流服务企业租金补贴40%，最多三年；研发设备按投入的8%补助。",
            "Nuclear-related and logistics firms get 40% of rent for up to three years and 8% of R&D "
            "equipment cost.",
            "年营业收入不低于300万元，无安全事故。"),
    Measure("haining", "县", "haining", "region", "haining", (), ("装修补贴", "研发补助"),
            ("culture.film", "fashion", "research_design"),
            "海宁市时尚与影视楼宇扶持（示例）", "Haining support for fashion and film buildings (sample)",
            "影视、设计企业装修按每平方米150元补贴；获奖设计每项奖励2万元。",
            "Film and design firms get CNY 150 per square metre of fit-out and CNY 20,000 for each "
            "award-winning design.",
            "租用面积200平方米以上，合同两年以上。"),
    Measure("tongxiang", "县", "tongxiang", "region", "tongxiang", (), ("税收奖励", "人才补贴"),
            ("information", "fashion", "ecommerce"),
            "桐乡市互联网与时尚产业入驻奖励（示例）",
            "Tongxiang reward for internet and fashion firms (sample)",
            "前三年按地方贡献的25%奖励；直播与电商团队每新增10人奖励2万元。",
            "25% of local contribution for three years; CNY 20,000 for every ten people added to "
            "livestream or e-commerce teams.",
            "在桐乡纳税，年网络销售额不低于1000万元。"),
    Measure("logistics-town", "区", "xiuzhou", "cluster", "logistics_town", (), ("总部奖励", "研发补助"),
            ("logistics",),
            "智慧物流小镇物流企业专项（示例）", "Smart Logistics Town scheme (sample)",
            "物流信息平台按软件投入的15%补助，最高50万元；区域总部落户奖励30万元。",
            "Logistics platforms get 15% of software spending, up to CNY 500,000; regional head offices "
            "get CNY 300,000.",
            "主营物流信息、技术、培训、外包或快递。"),
    Measure("fund-town", "区", "nanhu", "cluster", "fund_town", (), ("税收奖励", "人才补贴"), ("finance",),
            "基金小镇管理机构奖励（示例）", "Fund Town managers' reward (sample)",
            "管理规模超过1亿元的机构，前两年按地方贡献的40%奖励；高管每年补贴3万元。",
            "Managers of over CNY 100 million get 40% of local contribution for two years and CNY 30,000 a "
            "year per executive.",
            "持牌或登记信息经查验有效。"),
)  # fmt: skip
