"""Invented companies: made-up syllables and a word of the trade. None is meant to be a real one."""

from __future__ import annotations

import random

FIRST = "禾槜菱荻棹澄漪樟鹭泖苇桑茧缫箬橹芰荇蕖汀"
SECOND = "川屿沐栩淙岑苒砚弦笺杼蓑筱衡洄曦朔芃珩霁"

# What a company of a leaf calls itself, by full leaf code.
TRADES = {
    "culture": "advertising 广告|fashion_design 服饰设计|animation 动漫|film 影业|new_media 新媒体|"
    "arts 文化艺术|exhibition 会展",
    "research_design": "industrial_design 工业设计|engineering_design 工程设计|rnd 技术研发",
    "information": "software 软件|iot 物联|data_ai 智能科技|cloud 云计算|cybersecurity 信息安全|"
    "integration 系统集成|internet 网络科技",
    "sci_service": "incubation 孵化器|tech_transfer 技术转移|ip 知识产权|lab_platform 中试平台",
    "testing": "product_testing 产品检测|calibration 计量校准|certification 认证|env_monitoring 环境监测|"
    "occupational_health 职业卫生评价|equipment_testing 设备检测",
    "trade": "foreign_trade 进出口|commodity 供应链|sourcing 采购|business_center 商务服务",
    "ecommerce": "platform 电商平台|cross_border 跨境电商|operation 电商代运营|livestream 直播|online_retail 网络零售",
    "outsourcing": "it_outsourcing 信息外包|call_center 客服外包|finance_shared 财税共享|facility 物业服务",
    "finance": "banking 银行服务部|securities 证券服务部|insurance 保险服务部|equity_fund 股权投资|"
    "internet_finance 金融科技|leasing 融资租赁|guarantee 融资担保|finance_intermediary 金融咨询|"
    "tech_finance 科技金融",
    "logistics": "logistics_info 货运信息|express 快递|cold_chain 冷链|freight 货运|warehousing 仓储|"
    "logistics_tech 物流装备|logistics_outsourcing 物流外包|port_logistics 港口物流|"
    "logistics_training 物流培训|ecommerce_logistics 电商仓配",
    "hr": "recruitment 招聘|headhunting 猎头|dispatch 劳务派遣|labour_outsourcing 灵活用工|"
    "assessment 人才测评|hr_consulting 人事咨询|hr_training 人才培训",
    "health": "clinic 门诊|eldercare 养老服务|wellness 健康管理|biomedicine 生物医药|medical_device 医疗器械",
    "education": "quality_education 素质教育|vocational 职业培训|language 语言培训|"
    "corporate_training 企业培训|tech_education 科技教育",
    "intermediary": "law 法律咨询|accounting 会计服务|management_consulting 管理咨询|"
    "info_consulting 信息咨询|real_estate 房产经纪|registration 工商代办",
    "retail": "shopping 百货|catering 餐饮|hotel 酒店|entertainment 健身|cinema 影院|lifestyle 生活馆",
    "tourism": "travel 旅行社|attraction 文旅|leisure 度假",
    "environment": "env_tech 环保科技|energy_saving 节能|new_energy 新能源",
    "safety": "safety_consulting 安全评价|fire_safety 消防技术|quality_safety 质量安全",
    "manufacturing": "equipment 智能装备|robotics 机器人|industrial_internet 工业互联|manufacturing_hq 制造总部",
    "materials": "advanced_materials 新材料|chemical_materials 化工材料",
    "electronics": "components 电子元件|semiconductor 微电子|communications 通信|smart_hardware 智能硬件",
    "fashion": "leather 皮革|warp_knitting 经编|sweater 毛衫|fur 皮草|apparel 服饰|fashion_supply_chain 时尚供应链",
    "nuclear": "nuclear_engineering 核电工程|nuclear_maintenance 核电检修|nuclear_supply 核电配套",
    "port": "shipping 船务|bonded 报关",
}
TRADE_OF = {
    f"{sector}.{leaf}": word
    for sector, line in TRADES.items()
    for leaf, word in (part.split(" ") for part in line.split("|"))
}


class Registrar:
    """Hands out company names, each once."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._used: set[str] = set()

    def name(self, leaf: str) -> str:
        while True:
            made = self._rng.choice(FIRST) + self._rng.choice(SECOND) + TRADE_OF.get(leaf, "企业服务")
            if made not in self._used:
                self._used.add(made)
                return made
