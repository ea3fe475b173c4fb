import sys,time
sys.path.insert(0,'/tmp/sm/ev')
from gen import titles
from gongwen.layout import title_words as M
from gongwen.layout.words import PAIRS,WORDS,Part,COMMON
ts=["".join(w) for w,i in list(titles('/tmp/sm/ev/subjects.txt',3,7))[:400]]
def f(g):
    best=9e9
    for _ in range(15):
        t=time.process_time()
        for x in ts: g(x)
        best=min(best,(time.process_time()-t)/len(ts)*1e6)
    return best
_SIZES_AT=PAIRS.get; _SINGLE=M._SINGLE; _TWO=2;_SURE=3
_COMMON=Part.COMMON;_UNKNOWN=Part.UNKNOWN;_AGENCY=Part.AGENCY
def words2(title):
    pieces=[]; add=pieces.append
    words=WORDS; at=_SIZES_AT; single=_SINGLE
    length=len(title); place=0; sizes=at(title[:2])
    while place<length:
        if sizes:
            longest=0; part=None
            for size in sizes:
                end=place+size
                found=words.get(title[place:end])
                if size>2:
                    if found is None or end>length: continue
                    following=at(title[end:end+2])
                    if following or size>3 or found is _AGENCY or end==length or title[end] in single: 
                        part=found; break
                else:
                    if found is None: found=_COMMON
                    following=at(title[end:end+2])
                    if following or end==length or title[end] in single:
                        part=found;break
                if not longest: longest=size; best=found; bestf=following
            if part is not None:
                add((place,size,part)); place=end; sizes=following; continue
            if longest:
                following=at(title[place+1:place+3])
                if following and longest==2 and title[place] in words:
                    add((place,1,words[title[place]])); place+=1; sizes=following; continue
                add((place,longest,best)); place+=longest; sizes=bestf; continue
        size=1; part=None
        c=title[place]
        if c in M._STARTS_NUMERIC:
            found=M._NUMERIC.match(title,place)
            if found:
                size=found.end()-place
                part=Part.TIME if found["time"] else Part.NUMBER
        if part is None: part=words.get(c,_UNKNOWN)
        add((place,size,part))
        place+=size
        sizes=at(title[place:place+2])
    return pieces
for t in ts: assert words2(t)==M.title_words(t),(t,words2(t),M.title_words(t))
print(f(M.title_words),f(words2))
