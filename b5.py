import sys,time,cProfile
sys.path.insert(0,'/tmp/sm/ev')
from gen import titles
from gongwen.layout import title_words as M
import gongwen.layout.title as T
ts=["".join(w) for w,i in list(titles('/tmp/sm/ev/subjects.txt',3,7))[:400]]
iss=[i for w,i in list(titles('/tmp/sm/ev/subjects.txt',3,7))[:400]]
def f(g,a=None):
    best=9e9
    for _ in range(15):
        t=time.process_time()
        if a:
            for x in zip(ts,*a): g(*x)
        else:
            for x in ts: g(x)
        best=min(best,(time.process_time()-t)/len(ts)*1e6)
    return best
print('words',f(M.title_words),'between',f(T._prices_between_parts),'pieces',sum(len(M.title_words(t)) for t in ts)/len(ts))
cells=[T.cells_before(t) for t in ts]
print('prices',f(lambda t,c,i:T._prices(t,c,40,i),(cells,iss)),'drawn',f(lambda t,c:T._drawn(t,c),(cells,)), 'cells',f(T.cells_before))
