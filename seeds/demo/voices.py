"""What investors say of themselves: their trade, its function, and what it asks of a building."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Voice:
    """One kind of investor. ``sizes`` are the areas such a company asks for, ``people`` its usual staff."""

    leaf: str
    function: str | None
    sizes: tuple[int, int]
    people: int
    facilities: tuple[str, ...]
    ceiling: float | None
    text: str
    profile: str


VOICES = (
    Voice("logistics.logistics_info", "rnd", (200, 600), 45, ("高速网络", "会议室"), None,
          "我们给货车车队做调度和电子运单系统，研发带客服约四十人",
          "车队调度软件开发商，客户多为长三角的运输公司"),
    Voice("logistics.express", "headquarters", (300, 900), 60, ("停车位", "食堂"), None,
          "管着浙北三百多个寄递网点，要设一个片区管理部兼培训教室", "寄递网络的区域管理方"),
    Voice("logistics.cold_chain", "logistics", (600, 1800), 55, ("货梯", "卸货平台", "双回路供电"), 4.5,
          "每天凌晨往商超送生鲜，需要能接大车、可装冷库的一层场地", "生鲜温控配送企业，自有冷藏车五十余台"),
    Voice("logistics.warehousing", "logistics", (800, 2000), 40, ("货梯", "卸货平台"), 5.0,
          "替品牌商存货、打包、发货，旺季一天两万单，场地要方正好走叉车", "品牌仓配服务商"),
    Voice("finance.equity_fund", "headquarters", (120, 400), 14, ("会议室", "中央空调"), None,
          "我们管理两只投早期硬科技的基金，合伙人团队要安静体面的办公室", "早期科技投资机构"),
    Voice("finance.leasing", "finance", (150, 450), 25, ("会议室", "停车位"), None,
          "给制造企业做设备租赁和售后回租，业务和风控合署办公", "设备租赁公司的浙江业务部"),
    Voice("finance.insurance", "marketing", (300, 800), 60, ("停车位", "会议室"), None,
          "嘉兴中心支公司搬迁，要带柜面和讲师培训教室，客户停车方便", "保险机构的地市分支"),
    Voice("finance.banking", "marketing", (400, 1000), 30, ("停车位", "双回路供电"), None,
          "拟设一家对公为主的网点，一层营业、二层办公，要有独立出入口", "股份制银行的筹建组"),
    Voice("information.software", "rnd", (200, 700), 75, ("高速网络", "会议室"), None,
          "做工厂用的管理软件，程序员六十人，希望一层楼坐得下", "面向中小企业的软件公司"),
    Voice("information.iot", "rnd", (200, 500), 40, ("高速网络", "货梯"), None,
          "我们做水务和燃气的远程抄表终端，要有小试装配间和测试台", "智能表计终端研发企业"),
    Voice("information.data_ai", "rnd", (150, 500), 30, ("高速网络", "双回路供电"), None,
          "给纺织厂做布面瑕疵识别，算法团队从总部迁一半过来", "工业视觉算法团队"),
    Voice("information.internet", "headquarters", (500, 1200), 110, ("高速网络", "食堂", "健身房"), None,
          "本地生活平台的华东运营中心，产品、运营和客服都在一处", "生活服务平台运营商"),
    Voice("ecommerce.livestream", "marketing", (200, 800), 50, ("高速网络", "停车位"), 3.6,
          "每天六个直播间轮班卖毛衫和童装，需要层高和样衣间", "服饰直播机构"),
    Voice("ecommerce.cross_border", "marketing", (150, 500), 35, ("高速网络", "会议室"), None,
          "在海外平台卖户外家具，运营和美工三十人，偶尔接待工厂来人", "跨境家居卖家"),
    Voice("ecommerce.operation", "marketing", (150, 450), 30, ("高速网络",), None,
          "替十几个品牌管店铺，旺季要临时加座位，想找能分期扩租的", "品牌店铺托管团队"),
    Voice("culture.film", None, (400, 1500), 25, ("货梯", "停车位"), 5.0,
          "做古装剧的后期和小型棚拍，要高一些的空间放道具和绿幕", "影视后期与棚拍工作室"),
    Voice("culture.advertising", None, (120, 350), 18, ("会议室",), None,
          "给本地楼盘和景区做品牌物料，设计师居多，想要采光好的房子", "本地品牌策划公司"),
    Voice("culture.fashion_design", "rnd", (150, 500), 22, ("货梯", "高速网络"), None,
          "我们给毛衫厂出款打样，要放几台横机，也要能办小型看样会", "针织款式设计工作室"),
    Voice("research_design.industrial_design", "rnd", (150, 500), 20, ("货梯", "会议室"), None,
          "为小家电厂做外观与结构，需要放三维打印机和模型间", "产品外观与结构设计公司"),
    Voice("research_design.rnd", "rnd", (400, 1500), 60, ("货梯", "双回路供电", "食堂"), 3.6,
          "做电池材料的研发部要整体搬迁，需要通风橱、排气和备用电", "电池材料企业的研发部"),
    Voice("testing.product_testing", None, (500, 1500), 45, ("货梯", "双回路供电"), 3.6,
          "第三方实验室，做纺织品和玩具的安全项目，设备重，要独立配电", "第三方产品实验室"),
    Voice("testing.occupational_health", None, (200, 500), 20, ("停车位",), None,
          "上门给工厂测粉尘噪声、写评价报告，要放采样仪器和样品间", "职业危害检测评价机构"),
    Voice("hr.recruitment", None, (120, 400), 16, ("停车位", "会议室"), None,
          "每月给电子厂输送五百名普工，要一楼好找、能排队面试的门店", "蓝领招聘服务商"),
    Voice("hr.headhunting", None, (80, 220), 12, ("会议室",), None,
          "专给半导体企业找中高层，顾问十来人，小面积但要体面", "半导体行业寻访团队"),
    Voice("education.vocational", None, (300, 900), 30, ("停车位", "食堂"), None,
          "做电工焊工和叉车证培训，要教室加实操场地，学员来往多", "技能证书培训学校"),
    Voice("intermediary.law", None, (150, 500), 25, ("会议室", "停车位"), None,
          "主做企业并购与劳动纠纷的事务所，想靠近客户集中的商务区", "综合型法律服务机构"),
    Voice("intermediary.accounting", None, (100, 300), 24, ("会议室", "高速网络"), None,
          "替三百家小企业记账报税，会计二十人，楼下最好能办税", "代账与税务服务公司"),
    Voice("retail.catering", None, (120, 500), 40, ("停车位", "中央空调"), None,
          "江南家常菜连锁的嘉兴第三家店，要排烟排污到位、晚上人流旺", "江南菜连锁餐厅"),
    Voice("retail.shopping", "marketing", (100, 400), 14, ("停车位", "中央空调"), None,
          "开生活方式集合店，卖家居和文具，首选商场一层或二层", "生活方式零售品牌"),
    Voice("manufacturing.robotics", "rnd", (500, 1800), 50, ("货梯", "双回路供电"), 4.5,
          "做搬运机器人的集成与调试，要能跑测试线的大开间", "移动机器人集成商"),
    Voice("manufacturing.manufacturing_hq", "headquarters", (600, 1800), 90, ("食堂", "会议室", "停车位"),
    None,
          "工厂在平湖，想把销售、采购和结算集中到一栋像样的办公楼", "紧固件制造企业"),
    Voice("nuclear.nuclear_maintenance", None, (300, 900), 220, ("停车位", "食堂"), None,
          "给电站做大修期间的阀门检修，驻场两百人，要办公和工具间", "电站阀门检修承包商"),
    Voice("health.eldercare", None, (400, 1500), 35, ("停车位", "食堂"), None,
          "做社区日间照料和康复，要低楼层、无障碍电梯和能晒太阳的露台", "社区照料服务机构"),
    Voice("fashion.fashion_supply_chain", "headquarters", (400, 1500), 60, ("货梯", "高速网络"), None,
          "把面料商、打版师和小单工厂连起来接急单，要展厅连着办公", "服装柔性供应平台"),
    Voice("outsourcing.call_center", None, (600, 1600), 320, ("高速网络", "食堂", "双回路供电"), None,
          "承接银行和电商的电话客服，两班倒三百席，看重供电和交通", "客服外包公司"),
)  # fmt: skip

ORIGINS = (
    "上海",
    "上海",
    "上海",
    "杭州",
    "杭州",
    "苏州",
    "深圳",
    "宁波",
    "南京",
    "北京",
    "嘉兴本地",
    "嘉兴本地",
    "嘉兴本地",
)
EXTRAS = (
    "附近要有公交。", "最好能看得到水。", "希望有优惠政策可以申请。", "装修不用太讲究，能尽快用就行。",
    "合同想签三年，之后可续。", "员工多租房，上下班要方便。", "团队明年还会扩，旁边有余量更好。",
    "周末也要能进出。", "来访客户多，门面要过得去。", "预算有限，愿意付长一点的押金。",
)  # fmt: skip
PLACES = ("想落在{regions}", "首选{regions}", "看了几处，倾向{regions}", "范围放在{regions}")
SIZES = ("面积{low}到{high}平方米", "大概{low}—{high}平", "要{low}至{high}平方米")
RENTS = ("租金每平方米每天不超过{rent}元", "日租{rent}元以内", "房租控制在{rent}元/㎡·天以下")
