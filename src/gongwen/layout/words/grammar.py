"""The parts of a title, and the words by which they are known whatever the document is about."""

from __future__ import annotations

from enum import IntEnum

from gongwen.pages.line_turns import NEVER_ENDS_LINE, NEVER_STARTS_LINE

__all__ = ["GRAMMAR", "Part"]


class Part(IntEnum):
    """What a part of a title is to the lines around it."""

    UNKNOWN = 0
    WORD = 1
    VERB = 2
    ADVERB = 3
    ABOUT = 4
    OF = 5
    CONJUNCTION = 6
    PREPOSITION = 7
    PAUSE = 8
    OPENING = 9
    CLOSING = 10
    NUMBER = 11
    TIME = 12
    SUFFIX = 13
    AGENCY = 14
    BLANK = 15
    HEAD = 16
    COMMON = 17
    TAIL = 18
    PREFIX = 19


GRAMMAR: dict[Part, str] = {
    Part.OPENING: " ".join(NEVER_ENDS_LINE),
    Part.CLOSING: " ".join(NEVER_STARTS_LINE),
    # Nouns that close a phrase and lean on what stands before them
    Part.HEAD: """
工作 管理 活动 情况 问题 事项 项目 资金 建设 制度 体系 能力 水平 基金 任务 系统 人员 单位 部门 机制 期间 时期 阶段
设施 设备 服务 行为 秩序 质量 同志 行动 事业 座谈会 动员会 现场会 推进会 推进会议 现场推进会 现场推进会议 调度会 例会
""",
    Part.VERB: """
印发 转发 批转 发布 公布 颁发 下发 报送 上报 呈报 做好 抓好 搞好 办好 开好 开展 组织 组织开展 召开 举办 举行 参加 加强
强化 深化 推进 推动 促进 加大 落实 贯彻 贯彻落实 实施 执行 实行 推行 推广 完善 健全 建立 建立健全 规范 提高 提升 优化
改善 改进 扩大 巩固 拓展 支持 鼓励 扶持 培育 解决 调整 成立 设立 撤销 合并 更名 启用 停用 废止 修改 修订 制定 编制
明确 核定 确定 同意 批准 授予 表扬 追究 严禁 禁止 限制 严格 防止 防范 防范化解 化解 遏制 打击 查处 清理 整顿 取缔
严厉打击 打好 打赢 维护 确保 构建 打造 创新 争创 学习贯彻 申请 请求 拨付 下达 分配 安排 使用 报批 审批 征求 答复 商请
协助 协调 配合 任命 聘任 招募 征集 评选 推荐 选拔 选派 迎接 应对 处置 坚决制止 制止 纠正 全面落实 全面推进 全面加强
""",
    Part.ADVERB: """
进一步 切实 加快 全面 深入 深入开展 扎实 扎实推进 认真 大力 积极 继续 持续 坚决 严厉 联合 共同 依法 从严 不断 着力
有序 稳步 加快推进 统筹 广泛 尽快 立即 及时 重新 予以 给予 不再
""",
    # What ends a name whose other characters are not known
    Part.SUFFIX: """
省 市 县 区 旗 州 盟 镇 乡 村 街道 街道办 地区 开发区 自治区 自治州 自治县 新区 高新区 流域 河流域 江流域 林场 农场
小组 组 局 厅 院 站 段 等 者 中学 小学 中心校 水库 大坝 大桥 大队 支队 中队
""",
    Part.AGENCY: """
省委员会 市委员会 县委员会 区委员会 镇委员会 乡委员会 党委员会 街道工作委员会 人民政府 人民政府办公室 人民政府办公厅
办公室 办公厅 委员会 县委 市委 省委 区委 镇委 乡委 党委 党组 党支部 党总支 县委办公室 市委办公室 省委办公厅
委员会办公室 领导小组 领导小组办公室 指挥部 指挥部办公室 工作委员会 工作领导小组 联席会议办公室 村民委员会 居民委员会
村委会 居委会 管理委员会 管委会 街道办事处 办事处 人民法院 人民检察院 人民武装部 武装部 纪律检查委员会 监察委员会 纪委
监委 组织部 宣传部 统战部 政法委 政法委员会 人大常委会 常务委员会 人民代表大会 人民代表大会常务委员会 政协 总工会 工会
共青团 团委 妇联 妇女联合会 残疾人联合会 科学技术协会 工商业联合会 联合会 协会 红十字会 发展和改革局 发展和改革委员会
发改局 教育局 教育体育局 科技局 科学技术局 工业和信息化局 科学技术和工业信息化局 工业信息化局 公安局 公安分局 派出所
民政局 司法局 财政局 财政所 审计局 统计局 人力资源和社会保障局 人力资源社会保障局 人社局 自然资源局 生态环境局
生态环境分局 住房和城乡建设局 住房城乡建设局 住建局 交通运输局 交通局 水利局 水务局 农业农村局 农业局 商务局
文化和旅游局 文化体育局 文体广电和旅游局 文旅局 卫生健康局 卫生健康委员会 卫健局 退役军人事务局 应急管理局 应急局
市场监督管理局 市场监管局 林业局 林业和草原局 林草局 医疗保障局 医保局 乡村振兴局 信访局 城市管理局 城管局 综合执法局
综合行政执法局 行政审批局 政务服务局 机关事务管理局 机关事务服务中心 税务局 税务所 气象局 消防救援大队 交警大队
供电公司 供电所 烟草专卖局 档案局 档案馆 党校 卫生院 中心小学 中心学校 司法所 国土所 林业站 农业综合服务中心 服务中心
便民服务中心 事务中心 党群工作办公室 国务院 国务院办公厅 中共中央 中共中央办公厅 发展改革委 发展和改革委 发改委 省政府
市政府 县政府 区政府 镇政府 乡政府 政府 有关部门 等部门 有限公司 有限责任公司 公司 集团 研究院 大学 学院 分局 总局
""",
    # Characters that make a noun of the word before them
    Part.TAIL: """
员 生 费 率 证 厂 馆 室 队 所 库 品 物 药 机 器 险 书 单 性 化 业 户 量 权 法 税 款 额 期 点 网 度 卡 会 师 界 型 式
表 册 店 车 制
""",
    # Characters that begin a word with the one behind them
    Part.PREFIX: """
非 副 总 新 老 小 大 各 每 全 无 多 高 低 重 超 本 该 两 不 未 再 首 旧 准 反
""",
    Part.ABOUT: "关于",
    Part.OF: "的",
    Part.CONJUNCTION: "和 与 及 暨 或 以及 并",
    Part.PREPOSITION: "对 在 为 将 向 从 由 于 以 按 自 因 把 被 至 对于 围绕 按照 根据 作为",
    Part.PAUSE: "、 ， ； ： 。 ！ ？",
}
