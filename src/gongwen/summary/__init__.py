"""Work summaries from data: indicators and paragraphs in, a document with its sentences, table and chart out.

In: rows of figures as offices keep them (指标、单位、本期、上期、目标, or one row a village) and sections of text.
Out: a :class:`Summary` whose ``document`` is an ordinary :class:`gongwen.Document`, or every fault of the rows.

>>> from gongwen.summary import compose
>>> made = compose(
...     unit="青山镇人民政府",
...     period="2026年上半年",
...     indicators=[{"指标": "造林面积", "单位": "亩", "本期": "1,280", "上期": 1200, "目标": 1200}],
... )
>>> made.document.title
'青山镇人民政府2026年上半年工作总结'
>>> made.document.body[0].text
'全镇造林面积1280亩，同比增长6.7%，完成年度目标的106.7%。主要指标完成情况见下表。'
"""

from gongwen.summary.chart import Chart
from gongwen.summary.compose import Summary, compose
from gongwen.summary.indicator import Indicator, Ratio
from gongwen.summary.rows import indicator_of
from gongwen.summary.sentences import sentence
from gongwen.summary.villages import from_villages
from gongwen.summary.writing import Writing

__all__ = ["Chart", "Indicator", "Ratio", "Summary", "Writing", "compose", "from_villages", "indicator_of", "sentence"]
